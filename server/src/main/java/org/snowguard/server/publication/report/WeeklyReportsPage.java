package org.snowguard.server.publication.report;

import java.util.List;

/**
 * The weeks that can be read.
 *
 * @param running the one that is not over
 */
public record WeeklyReportsPage(String running, String latest, List<String> weeks) {
  public WeeklyReportsPage {
    weeks = List.copyOf(weeks);
  }
}
