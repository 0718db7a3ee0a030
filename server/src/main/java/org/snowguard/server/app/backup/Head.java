package org.snowguard.server.app.backup;

import java.time.Instant;
import java.util.List;

/**
 * What stands at the beginning of an archive.
 *
 * @param format raised when a reader of today could not read what is written then
 * @param schemaVersion of the database that it was taken from
 * @param tables in the order in which they can be filled
 * @param leftOut tables whose rows are not in the archive
 */
record Head(
    int format,
    String schemaVersion,
    Instant takenAt,
    List<TableShape> tables,
    List<String> leftOut) {

  static final String ENTRY = "backup.json";
  static final int FORMAT = 1;

  Head {
    tables = List.copyOf(tables);
    leftOut = List.copyOf(leftOut);
  }

  long expectedRows() {
    return tables.stream().mapToLong(TableShape::expectedRows).sum();
  }
}
