package org.snowguard.server.browse.matrix;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.Status;
import org.snowguard.server.web.Rows;

/** Reads what is public of issues that are open. */
final class MatrixStore {

  /**
   * An issue with what orders look at.
   *
   * @param grade of its gravest vulnerability: from 1, the gravest
   * @param open in how many supported channels
   */
  public record Place(
      long id, String issue, String title, Instant publishedAt, int grade, int open) {}

  /** What only the form knows: a priority that nobody set is computed. */
  public record Urgency(String issue, @Nullable String priority, @Nullable Instant target) {}

  public record CellRow(String issue, String channel, String worst, int open, int packages) {}

  private static final String WORST_FIRST = array(Arrays.asList(Status.values()));
  private static final String OPEN =
      array(Arrays.stream(Status.values()).filter(Status::isOpen).toList());

  private final Jdbi jdbi;

  MatrixStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  private static String array(Collection<Status> statuses) {
    return statuses.stream()
        .map(status -> "'" + status.text() + "'")
        .collect(Collectors.joining(", ", "array[", "]"));
  }

  /**
   * All that are open.
   *
   * @param channel in which something is open, or null for any
   */
  List<Place> places(@Nullable String channel) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with standing as (
                      select row.issue,
                        coalesce(min(array_position(array['critical', 'high', 'medium', 'low'],
                          vulnerability.severity)), 5) as grade,
                        count(distinct row.channel) filter (
                          where row.supported and row.status = any(%1$s)) as open
                      from publication_status row
                      left join vulnerability on vulnerability.public_id = row.vulnerability
                      group by row.issue
                      having bool_or(row.supported and row.status = any(%1$s)
                        and (:channel::text is null or row.channel = :channel)))
                    select issue.id, standing.issue, issue.title, issue.published_at, standing.grade,
                      standing.open
                    from standing
                    join issue on issue.public_id = standing.issue and issue.state = 'published'
                    order by issue.id
                    """
                        .formatted(OPEN))
                .bind("channel", channel)
                .map(Rows.of(Place.class))
                .list());
  }

  List<CellRow> cells(Collection<String> issues) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select issue, channel, (%1$s)[min(array_position(%1$s, status))] as worst,
                      count(distinct attribute) filter (where status = any(%2$s)) as open,
                      count(distinct attribute) as packages
                    from publication_status where supported and issue = any(:issues)
                    group by issue, channel
                    """
                        .formatted(WORST_FIRST, OPEN))
                .bindArray("issues", String.class, issues)
                .map(Rows.of(CellRow.class))
                .list());
  }

  List<Urgency> urgencies(Collection<String> issues) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select key as issue, body::json ->> 'priority' as priority,
                      (body::json ->> 'target')::timestamptz as target
                    from publication_item where kind = 'issue' and key = any(:issues)
                    """)
                .bindArray("issues", String.class, issues)
                .map(Rows.of(Urgency.class))
                .list());
  }
}
