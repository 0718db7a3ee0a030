package org.snowguard.server.remediation;

import java.util.List;

/** A table written by hand: columns between bars, of which the last one says why. */
final class StoryTable {

  private StoryTable() {}

  /** The rows without their reasons, with one blank between words. */
  static List<String> rows(String table) {
    return table.lines().filter(line -> !line.isBlank()).map(StoryTable::row).toList();
  }

  private static String row(String line) {
    int end = line.lastIndexOf('|');
    if (end < 0 || line.substring(end + 1).isBlank()) {
      throw new IllegalArgumentException("a row gives no reason: " + line);
    }
    return line.substring(0, end).strip().replaceAll("\\s+", " ");
  }
}
