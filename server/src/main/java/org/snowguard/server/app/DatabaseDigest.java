package org.snowguard.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.ingest.Fingerprints;
import org.snowguard.server.web.Transactions;

/**
 * The meaning of a database in a few hashes: content by natural keys, sorted, without surrogate ids, times
 * of receipt and counters of attempts. Two ways to the same knowledge give the same hashes.
 */
final class DatabaseDigest {

  private static final int FETCH = 2_000;

  private final Jdbi jdbi;
  private final Transactions transactions;

  DatabaseDigest(Jdbi jdbi, Transactions transactions) {
    this.jdbi = jdbi;
    this.transactions = transactions;
  }

  /** One table. */
  record Line(String table, long rows, String sha256) {}

  /** All tables of meaning, at one moment. */
  List<Line> lines() {
    return transactions.read(
        () -> {
          jdbi.useHandle(
              handle -> handle.execute("set transaction isolation level repeatable read"));
          return DigestQueries.ALL.stream().map(this::line).toList();
        });
  }

  private Line line(DigestQueries.Table table) {
    MessageDigest digest = Fingerprints.sha256();
    long[] rows = {0};
    String sorted =
        "select line from (%s) content order by line collate \"C\"".formatted(table.query());
    jdbi.useHandle(
        handle ->
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
                            })));
    return new Line(table.name(), rows[0], HexFormat.of().formatHex(digest.digest()));
  }
}
