package org.snowguard.core.match;

import java.util.Set;
import org.snowguard.core.project.DataTable;

/**
 * One line of a hand-written data file.
 *
 * @param file name of the file
 * @param key what tells the line from others of the file
 * @param records ids of the records that prompted it; empty where none did
 */
public record CuratedRow(String file, String key, Set<String> records) {
  public CuratedRow {
    records = Set.copyOf(records);
  }

  static CuratedRow of(String file, DataTable.Row row) {
    String key =
        switch (file) {
          case CuratedAliases.FILE ->
              String.join(
                  " ",
                  row.get("vendor"),
                  row.get("product"),
                  row.get("where"),
                  row.get("needs"),
                  row.get("project"));
          case AddonHosts.FILE ->
              String.join(" ", row.get("host"), row.get("tells"), row.get("value"));
          case NameWords.FILE, ProseWords.FILE -> row.get("where") + " " + row.get("word");
          default -> row.get("word");
        };
    String records = row.get("records");
    return new CuratedRow(
        file, key, records.isBlank() ? Set.of() : Set.of(records.strip().split(" ")));
  }
}
