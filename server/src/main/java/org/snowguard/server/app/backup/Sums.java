package org.snowguard.server.app.backup;

import java.util.List;

/**
 * What stands at the end of an archive, and proves that nothing is missing.
 *
 * @param counters numbers that were given out and are not given again
 */
record Sums(List<TableSum> tables, List<Counter> counters) {

  static final String ENTRY = "manifest.json";

  Sums {
    tables = List.copyOf(tables);
    counters = List.copyOf(counters);
  }

  /** What one table held. */
  record TableSum(String name, long rows, String sha256) {}

  /** The last number that an identity column was given. */
  record Counter(String table, String column, long last) {}

  long rows() {
    return tables.stream().mapToLong(TableSum::rows).sum();
  }
}
