package org.snowguard.server.publication.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The weeks that can be read.
 *
 * @param running the one that is not over
 */
public record WeeklyReportsPage(String running, String latest, List<String> weeks) {
  public WeeklyReportsPage {
    weeks = List.copyOf(weeks);
  }

  /** The same in the form of every list: weeks of which one was written. */
  public record Twin(
      String running, String latest, List<String> items, @Nullable String next, long total) {}

  Twin twin() {
    return new Twin(running, latest, weeks, null, weeks.size());
  }
}
