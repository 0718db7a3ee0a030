package org.snowguard.core.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tab-separated data file with a header line, shipped beside the class that reads it. Empty lines
 * and lines that begin with {@code #} are comments.
 */
public final class DataTable {
  /** One line, its cells by name of column. */
  public record Row(Map<String, String> cells) {
    /** The cell of this column; a column that the file lacks is an error of the program. */
    public String get(String column) {
      String cell = cells.get(column);
      if (cell == null) {
        throw new IllegalArgumentException("no column '" + column + "' among " + cells.keySet());
      }
      return cell;
    }
  }

  private DataTable() {}

  /** Reads the resource {@code name} that lies beside {@code owner}. */
  public static List<Row> read(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("data file " + name + " is not shipped beside " + owner);
      }
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read data file " + name + " beside " + owner, e);
    }
  }

  /** Parses lines of which the first is the header; {@code name} is for messages. */
  public static List<Row> parse(String name, List<String> lines) {
    List<Row> rows = new ArrayList<>();
    String[] columns = {};
    int number = 0;
    for (String line : lines) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] cells = line.split("\t", -1);
      if (columns.length == 0) {
        columns = cells;
      } else if (cells.length != columns.length) {
        throw new IllegalArgumentException(
            "%s line %d has %d columns, its header has %d: separate columns by one tab"
                .formatted(name, number, cells.length, columns.length));
      } else {
        rows.add(row(columns, cells));
      }
    }
    return List.copyOf(rows);
  }

  private static Row row(String[] columns, String[] cells) {
    Map<String, String> byColumn = HashMap.newHashMap(columns.length);
    for (int i = 0; i < columns.length; i++) {
      byColumn.put(columns[i], cells[i]);
    }
    return new Row(byColumn);
  }
}
