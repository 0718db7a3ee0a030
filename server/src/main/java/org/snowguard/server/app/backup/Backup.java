package org.snowguard.server.app.backup;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.sql.DataSource;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;
import org.snowguard.server.app.schema.Schema;
import org.snowguard.server.ingest.RunningWork;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what a database holds at one moment into an archive, beside whoever else works on it. One
 * read-only transaction sees all tables; memory is that of one piece of a table.
 */
public final class Backup {

  private static final int BUFFER = 1 << 20;
  private static final int BETWEEN_SHOWS = 10_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final DataSource dataSource;
  private final RunningWork running;
  private final Clock clock;

  public Backup(DataSource dataSource, RunningWork running, Clock clock) {
    this.dataSource = dataSource;
    this.running = running;
    this.clock = clock;
  }

  /** What was written. */
  public record Written(int tables, long rows, String schemaVersion, List<String> leftOut) {
    public Written {
      leftOut = List.copyOf(leftOut);
    }
  }

  /** Leaves the stream open. */
  public Written writeTo(OutputStream out) throws IOException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        return write(connection, out);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new BackupException(
          "While reading the database: %s. Check that it runs, and try again."
              .formatted(e.getMessage()),
          e);
    }
  }

  private Written write(Connection connection, OutputStream out) throws SQLException, IOException {
    Instant now = clock.instant();
    Head head = head(connection, now);
    try (TarArchiveOutputStream tar = tar(out);
        RunningWork.Task task = running.begin("Backup", "rows", head.expectedRows())) {
      Date at = Date.from(now);
      TableWriter.entry(tar, Head.ENTRY, JSON.writeValueAsBytes(head), at);
      List<Sums.TableSum> sums = new ArrayList<>();
      for (TableShape table : head.tables()) {
        sums.add(copy(connection, table, new TableWriter(tar, table.name(), at), task));
      }
      // Numbers are given out beside transactions: read last, they cover all that was copied.
      Sums end = new Sums(sums, new Catalogue(connection).counters());
      TableWriter.entry(tar, Sums.ENTRY, JSON.writeValueAsBytes(end), at);
      return new Written(sums.size(), end.rows(), head.schemaVersion(), head.leftOut());
    }
  }

  private Head head(Connection connection, Instant now) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // How values are written must not hang on how this server is set up.
      statement.execute(
          """
          set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
          set local timezone = 'UTC'; set local bytea_output = 'hex'; set local extra_float_digits = 1
          """);
    }
    String version = new Schema(dataSource).standing().applied();
    if (version == null) {
      throw new BackupException(
          "While reading the database: there is no Snowguard in it. Check --database-url or"
              + " --data.");
    }
    return new Head(
        Head.FORMAT, version, now, new Catalogue(connection).tables(), Catalogue.LEFT_OUT);
  }

  private static TarArchiveOutputStream tar(OutputStream out) throws IOException {
    ZstdOutputStream zstd = new ZstdOutputStream(new BufferedOutputStream(new Kept(out), BUFFER));
    zstd.setChecksum(true);
    zstd.setWorkers(1);
    return new TarArchiveOutputStream(zstd);
  }

  private static Sums.TableSum copy(
      Connection connection, TableShape table, TableWriter writer, RunningWork.Task task)
      throws SQLException, IOException {
    PGCopyInputStream copy =
        new PGCopyInputStream(connection.unwrap(PGConnection.class), table.copyOut());
    try {
      long shown = 0;
      for (byte[] part = copy.readFromCopy(); part != null; part = copy.readFromCopy()) {
        writer.write(part);
        shown++;
        if (shown % BETWEEN_SHOWS == 0) {
          task.add(BETWEEN_SHOWS);
        }
      }
      task.add(shown % BETWEEN_SHOWS);
      return writer.end(copy.getHandledRowCount());
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /** Ends an archive without closing what it is written to. */
  private static final class Kept extends FilterOutputStream {

    Kept(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
