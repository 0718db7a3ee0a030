package org.snowguard.server.app.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.snowguard.server.ingest.Fingerprints;

/**
 * The meaning of a database in a few hashes: content by natural keys, sorted, without surrogate
 * ids, times of receipt and counters of attempts. Two ways to the same knowledge give the same
 * hashes.
 */
public final class DatabaseDigest {

  private static final int FETCH = 2_000;

  private final Jdbi jdbi;

  public DatabaseDigest(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** One table. */
  public record Line(String table, long rows, String sha256) {}

  /**
   * All tables of meaning, at one moment: a transaction of its own, for no other needs this
   * isolation.
   */
  public List<Line> lines() {
    return jdbi.inTransaction(
        TransactionIsolationLevel.REPEATABLE_READ,
        handle -> DigestTables.ALL.stream().map(table -> line(handle, table)).toList());
  }

  private static Line line(Handle handle, DigestTable table) {
    MessageDigest digest = Fingerprints.sha256();
    long[] rows = {0};
    String sorted =
        "select line from (%s) content order by line collate \"C\"".formatted(table.query());
    handle
        .createQuery(sorted)
        .setFetchSize(FETCH)
        .mapTo(String.class)
        .useStream(
            lines ->
                lines.forEach(
                    line -> {
                      digest.update((line + "\n").getBytes(UTF_8));
                      rows[0]++;
                    }));
    return new Line(table.name(), rows[0], HexFormat.of().formatHex(digest.digest()));
  }
}
