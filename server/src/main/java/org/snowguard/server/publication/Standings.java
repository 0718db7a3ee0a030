package org.snowguard.server.publication;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.StatusHow;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.remediation.status.StatusRow;
import org.snowguard.server.remediation.status.Statuses;

/** What was found out of the packages of issues beyond their verdicts. */
final class Standings {

  private record Place(long issue, String vulnerability, String attribute, String channel) {}

  private final Map<Place, StatusRow> rows = new HashMap<>();

  private Standings() {}

  static Standings of(Collection<Long> issueIds, Statuses statuses) {
    Standings standings = new Standings();
    Map<Long, List<StatusRow>> found = statuses.ofIssues(issueIds);
    found.forEach(
        (issue, of) ->
            of.forEach(
                row ->
                    standings.rows.put(
                        new Place(issue, row.vulnerabilityId(), row.attribute(), row.channel()),
                        row)));
    return standings;
  }

  @Nullable StatusRow of(long issue, IssueFinding finding) {
    return rows.get(
        new Place(
            issue,
            Objects.toString(finding.vulnerability(), ""),
            finding.attribute(),
            finding.channel()));
  }

  StatusLine line(long issue, IssueFinding finding) {
    return StatusLine.of(finding, of(issue, finding));
  }

  /** Whether the channel has a fix that somebody confirmed. */
  boolean hasConfirmedFix(long issue, IssueFinding finding) {
    StatusRow row = of(issue, finding);
    return row != null
        && row.status() == finding.status()
        && row.how().code() == StatusHow.Code.LANDING;
  }
}
