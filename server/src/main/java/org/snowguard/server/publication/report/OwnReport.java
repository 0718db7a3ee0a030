package org.snowguard.server.publication.report;

import java.util.List;

/**
 * What somebody did in a week. Only they see it.
 *
 * @param before the week before
 * @param thanked whether they want to be named in roundups
 */
public record OwnReport(String week, String before, List<OwnCount> done, boolean thanked) {
  public OwnReport {
    done = List.copyOf(done);
  }

  /** How often of one kind of event. */
  public record OwnCount(String kind, long count) {}
}
