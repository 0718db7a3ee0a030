package org.snowguard.server.app.backup;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.snowguard.server.app.schema.Schema;
import org.snowguard.server.ingest.RunningWork;

/**
 * Fills an empty database from an archive: all of it in one transaction, which is committed when
 * every sum is right, or nothing. Then the schema is brought up to date.
 */
public final class Restore {

  private static final int BUFFER = 1 << 16;

  /** The one table that a migration puts a row into. */
  private static final String FILLED_BY_MIGRATION = "change_stream";

  private final DataSource dataSource;
  private final RunningWork running;
  private final Schema schema;

  public Restore(DataSource dataSource, RunningWork running) {
    this.dataSource = dataSource;
    this.running = running;
    schema = new Schema(dataSource);
  }

  /** What was restored. */
  public record Restored(int tables, long rows, String schemaVersion) {}

  /** Leaves the stream open. */
  public Restored readFrom(InputStream in) {
    try {
      ArchiveReader archive = new ArchiveReader(in);
      Head head = archive.head();
      requireKnown(head);
      requireEmpty(head);
      schema.migrateTo(head.schemaVersion());
      Sums sums = fill(archive, head);
      schema.migrate();
      analyze();
      return new Restored(sums.tables().size(), sums.rows(), head.schemaVersion());
    } catch (IOException e) {
      throw new BackupException(
          "While reading the backup: %s. It ends too early or is damaged: use another backup."
              .formatted(e.getMessage()),
          e);
    } catch (SQLException e) {
      throw new BackupException(
          "While filling the database: %s. Nothing of the backup was kept.".formatted(words(e)), e);
    }
  }

  private static String words(SQLException e) {
    return String.valueOf((e.getCause() instanceof IOException cause ? cause : e).getMessage());
  }

  private void requireKnown(Head head) {
    if (!schema.knows(head.schemaVersion())) {
      throw new BackupException(
          "While reading the backup: its schema has version %s, and this program knows versions up to %s."
                  .formatted(head.schemaVersion(), schema.standing().known())
              + " Restore it with the release that wrote it, or a newer one.");
    }
  }

  /** A restore that was cut off leaves tables without rows: it may be done again. */
  private void requireEmpty(Head head) throws SQLException {
    String applied = schema.standing().applied();
    try (Connection connection = dataSource.getConnection()) {
      Catalogue catalogue = new Catalogue(connection);
      List<String> filled =
          applied == null ? foreign(catalogue) : new ArrayList<>(catalogue.filled());
      filled.remove(FILLED_BY_MIGRATION);
      if (!filled.isEmpty()) {
        throw new BackupException(
            "While restoring: the database is not empty, there is something in %s."
                    .formatted(some(filled))
                + " Restore into an empty one: create it and give its --database-url, or give"
                + " another --data.");
      }
    }
    if (applied != null && !applied.equals(head.schemaVersion())) {
      throw new BackupException(
          "While restoring: the database has tables of version %s already, and the backup is of version %s."
                  .formatted(applied, head.schemaVersion())
              + " Restore into a database without tables.");
    }
  }

  private static List<String> foreign(Catalogue catalogue) throws SQLException {
    return catalogue.tables().stream().map(TableShape::name).collect(Collectors.toList());
  }

  private static String some(List<String> names) {
    return names.stream().limit(3).collect(Collectors.joining(", "))
        + (names.size() > 3 ? " and %d more".formatted(names.size() - 3) : "");
  }

  private Sums fill(ArchiveReader archive, Head head) throws SQLException, IOException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Sums sums = fill(connection, archive, head);
        connection.commit();
        return sums;
      } finally {
        // After a commit there is nothing left to take back.
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private Sums fill(Connection connection, ArchiveReader archive, Head head)
      throws SQLException, IOException {
    requireShapes(head.tables(), new Catalogue(connection).tables());
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'");
      statement.execute("truncate " + TableShape.quoted(FILLED_BY_MIGRATION));
    }
    List<Sums.TableSum> found = new ArrayList<>();
    archive.next();
    try (RunningWork.Task task = running.begin("Restore", "rows", head.expectedRows())) {
      for (TableShape table : head.tables()) {
        Sums.TableSum sum = copy(connection, table, new TableReader(archive, table.name()));
        found.add(sum);
        task.add(sum.rows());
      }
    }
    Sums told = archive.sums();
    requireEqual(told.tables(), found);
    continueCounting(connection, told.counters());
    forgetNodes(connection);
    mailNoWeekTwice(connection);
    return told;
  }

  private static Sums.TableSum copy(Connection connection, TableShape table, TableReader rows)
      throws SQLException, IOException {
    PGCopyOutputStream copy =
        new PGCopyOutputStream(connection.unwrap(PGConnection.class), table.copyIn(), BUFFER);
    try {
      rows.transferTo(copy);
      return rows.sum(copy.endCopy());
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /** Names in an archive are used in SQL only where the database has the same ones. */
  private static void requireShapes(List<TableShape> told, List<TableShape> there) {
    boolean same = told.size() == there.size();
    for (int index = 0; same && index < told.size(); index++) {
      same = told.get(index).isLike(there.get(index));
    }
    if (!same) {
      throw new BackupException(
          "While reading the backup: its tables are not those of its schema's version."
              + " It is damaged, or of a program that was changed: use another backup.");
    }
  }

  private static void requireEqual(List<Sums.TableSum> told, List<Sums.TableSum> found) {
    if (!told.equals(found)) {
      String table =
          found.stream().filter(sum -> !told.contains(sum)).findFirst().orElseThrow().name();
      throw new BackupException(
          "While checking the backup: the rows of %s are not those that were written."
                  .formatted(table)
              + " It is damaged or was changed: use another backup. Nothing of it was kept.");
    }
  }

  private static void continueCounting(Connection connection, List<Sums.Counter> counters)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select setval(pg_get_serial_sequence(?, ?), ?)")) {
      for (Sums.Counter counter : counters) {
        statement.setString(1, TableShape.quoted(counter.table()));
        statement.setString(2, counter.column());
        statement.setLong(3, counter.last());
        statement.execute();
      }
    }
  }

  /** What was running there does not run here. */
  private static void forgetNodes(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("update job set node = null where node is not null");
    }
  }

  /**
   * Weeks that may have been mailed after the archive was made are not mailed again; an older
   * archive knows no such mail.
   */
  private static void mailNoWeekTwice(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          do $$ begin
            if to_regclass('report_subscription') is not null then
              update report_subscription set since = now() where since < now();
            end if;
          end $$
          """);
    }
  }

  private void analyze() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("analyze");
    }
  }
}
