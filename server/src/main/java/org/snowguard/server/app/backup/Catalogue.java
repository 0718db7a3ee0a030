package org.snowguard.server.app.backup;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of a database, in an order in which they can be filled. */
final class Catalogue {

  /** The version travels in the head of an archive. */
  private static final String MIGRATIONS = "flyway_schema_history";

  /**
   * What must not outlive a restore: who was signed in, links that sign in or confirm, mails that
   * have left since the copy was made, and which node of another day works on what. What fixes are
   * looked for again is noted anew with each row that is filled in.
   */
  static final List<String> LEFT_OUT =
      List.of(
          "fix_link_due",
          "mail_confirmation",
          "mail_message",
          "scheduled_tasks",
          "sign_in_link",
          "spring_session",
          "spring_session_attributes");

  private static final String TABLES =
      """
      select relname, greatest(reltuples, 0)::bigint as rows,
        array(select attname::text from pg_attribute
          where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = ''
          order by attnum) as columns
      from pg_class
      where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
      order by relname collate "C"
      """;

  private static final String REFERENCES =
      """
      select referring.relname as referring, referred.relname as referred
      from pg_constraint
      join pg_class referring on referring.oid = conrelid
      join pg_class referred on referred.oid = confrelid
      where contype = 'f' and connamespace = current_schema()::regnamespace
        and conrelid <> confrelid and conparentid = 0
      """;

  private static final String COUNTERS =
      """
      select relname, attname,
        pg_sequence_last_value(pg_get_serial_sequence(quote_ident(relname), attname)::regclass) as last
      from pg_attribute join pg_class on pg_class.oid = attrelid
      where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
        and not relispartition and attidentity <> '' and not attisdropped
      order by relname collate "C", attname collate "C"
      """;

  private final Connection connection;

  Catalogue(Connection connection) {
    this.connection = connection;
  }

  /** Every table but those left out; one that refers to another comes after it. */
  List<TableShape> tables() throws SQLException {
    Map<String, TableShape> byName = all();
    byName.keySet().removeAll(LEFT_OUT);
    byName.remove(MIGRATIONS);
    return ordered(byName, references());
  }

  private Map<String, TableShape> all() throws SQLException {
    Map<String, TableShape> byName = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        TableShape table =
            new TableShape(
                row.getString("relname"), strings(row.getArray("columns")), row.getLong("rows"));
        byName.put(table.name(), table);
      }
    }
    return byName;
  }

  /**
   * Tables with rows in them, those that are left out of backups too. An older schema may lack some
   * of these.
   */
  List<String> filled() throws SQLException {
    Set<String> leftOut = new TreeSet<>(all().keySet());
    leftOut.retainAll(LEFT_OUT);
    List<String> names =
        Stream.concat(tables().stream().map(TableShape::name), leftOut.stream()).toList();
    List<String> filled = new ArrayList<>();
    for (String name : names) {
      String sql = "select 1 from %s limit 1".formatted(TableShape.quoted(name));
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        if (row.next()) {
          filled.add(name);
        }
      }
    }
    return filled;
  }

  List<Sums.Counter> counters() throws SQLException {
    List<Sums.Counter> counters = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COUNTERS)) {
      while (row.next()) {
        long last = row.getLong("last");
        if (!row.wasNull()) {
          counters.add(new Sums.Counter(row.getString("relname"), row.getString("attname"), last));
        }
      }
    }
    return counters;
  }

  private Map<String, Set<String>> references() throws SQLException {
    Map<String, Set<String>> references = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(REFERENCES)) {
      while (row.next()) {
        references
            .computeIfAbsent(row.getString("referring"), name -> new HashSet<>())
            .add(row.getString("referred"));
      }
    }
    return references;
  }

  /** Of those that could come next, the first by name: the order is always the same. */
  static List<TableShape> ordered(
      Map<String, TableShape> tables, Map<String, Set<String>> references) {
    Map<String, TableShape> left = new TreeMap<>(tables);
    List<TableShape> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      TableShape next =
          left.values().stream()
              .filter(
                  table ->
                      references.getOrDefault(table.name(), Set.of()).stream()
                          .noneMatch(left::containsKey))
              .findFirst()
              .orElseThrow(() -> circle(left));
      ordered.add(next);
      left.remove(next.name());
    }
    return ordered;
  }

  private static BackupException circle(Map<String, TableShape> left) {
    return new BackupException(
        "While ordering the tables: %s refer to each other in a circle, so that none can be filled first."
                .formatted(left.keySet().stream().sorted().collect(Collectors.joining(", ")))
            + " This is a mistake of the program: please report it.");
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
