package org.snowguard.server.app.backup;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as an archive holds it.
 *
 * @param columns in the order of the archive; generated ones are left out
 * @param expectedRows an estimate, for showing progress
 */
record TableShape(String name, List<String> columns, long expectedRows) {

  TableShape {
    columns = List.copyOf(columns);
  }

  boolean isLike(TableShape other) {
    return name.equals(other.name) && columns.equals(other.columns);
  }

  String copyOut() {
    return "copy (select %s from %s) to stdout".formatted(columnList(), quoted(name));
  }

  String copyIn() {
    return "copy %s (%s) from stdin".formatted(quoted(name), columnList());
  }

  private String columnList() {
    return columns.stream().map(TableShape::quoted).collect(Collectors.joining(", "));
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
