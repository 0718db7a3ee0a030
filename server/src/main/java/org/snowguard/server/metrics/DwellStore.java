package org.snowguard.server.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Reads the rows of public issues with all their moments. */
final class DwellStore {

  /** A vulnerability of a package in a primary channel. */
  public record Row(
      long issueId,
      String publicId,
      String title,
      String vulnerability,
      String attribute,
      @Nullable String project,
      String channel,
      String channelStatus,
      @Nullable LocalDate endOfLifeOn,
      Instant followedSince,
      @Nullable String severity,
      String status,
      boolean open,
      @Nullable String closeReason,
      @Nullable Instant affectedSince,
      @Nullable Instant fixKnownAt,
      @Nullable Instant pullAt,
      @Nullable Instant mergedAt,
      @Nullable Instant branchAt,
      @Nullable Instant endedAt,
      @Nullable Instant goneAt,
      @Nullable String goneWhy,
      @Nullable Instant publicAt,
      Instant notifiedAt,
      @Nullable Instant suggestedAt,
      Instant draftedAt,
      @Nullable Instant publishedAt) {}

  /** A published issue that is open in a supported channel, in a project; empty: in none. */
  public record OpenRow(
      String project, String issue, String title, String priority, Instant target) {}

  private final Jdbi jdbi;

  DwellStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Another text whenever figures may be others, but for the time that passes. */
  String stamp() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select concat_ws(' ', (select last_value from issue_status_written),
                      count(*), max(published_at), max(closed_at), sum(revision),
                      (select string_agg(status, ',' order by id) from channel))
                    from issue where state <> 'draft'
                    """)
                .mapTo(String.class)
                .one());
  }

  /** What was told twice, or by mistake, waited for nothing of its own. */
  List<Row> rows() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select issue.id as issue_id, issue.public_id, issue.title,
                      issue_status.vulnerability, issue_status.attribute, project.slug as project,
                      channel.name as channel, channel.status as channel_status,
                      channel.end_of_life_on, followed.since as followed_since, vulnerability.severity,
                      issue_status.status, issue_status.open, issue.close_reason,
                      issue_status.affected_since, issue_status.fix_known_at, issue_status.pull_at,
                      issue_status.merged_at, issue_status.branch_at, issue_status.ended_at,
                      issue_status.gone_at, issue_status.gone_why,
                      vulnerability.published_at as public_at,
                      least(vulnerability.first_seen_at, issue.created_at) as notified_at,
                      suggestion.created_at as suggested_at, issue.created_at as drafted_at,
                      issue.published_at
                    from issue_status
                    join issue on issue.id = issue_status.issue_id and issue.state <> 'draft'
                      and issue.public_id is not null
                      and coalesce(issue.close_reason, '') not in ('duplicate', 'withdrawn')
                    join channel on channel.id = issue_status.channel_id
                    join (
                      select channel_id, min(coalesce(taken_at, imported_at)) as since
                      from snapshot group by channel_id) followed on followed.channel_id = channel.id
                    left join vulnerability on vulnerability.public_id = issue_status.vulnerability
                    left join project_attribute
                      on project_attribute.attribute = issue_status.attribute
                    left join project on project.id = project_attribute.project_id
                    left join suggestion on suggestion.vulnerability_id = vulnerability.id
                      and suggestion.project_id = project.id
                    where issue_status.gone_why is distinct from 'taken_out'
                    order by issue.public_id collate "C", issue_status.vulnerability collate "C",
                      channel.position, channel.name, issue_status.attribute collate "C"
                    """)
                .map(ConstructorMapper.of(Row.class))
                .list());
  }

  /** Another text whenever the form of an issue is made anew. */
  String published() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select coalesce(max(changed_at)::text, '') from publication_item where kind ="
                        + " 'issue'")
                .mapTo(String.class)
                .one());
  }

  /**
   * Priority and target are those that the issue's page tells: what nobody set follows from all of
   * it.
   */
  List<OpenRow> open() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with standing as (
                      select distinct issue_status.issue_id, coalesce(project.slug, '') as project
                      from issue_status
                      left join project_attribute
                        on project_attribute.attribute = issue_status.attribute
                      left join project on project.id = project_attribute.project_id
                      where issue_status.stage is not null and issue_status.gone_at is null)
                    select standing.project, issue.public_id as issue, issue.title, form.priority,
                      form.target
                    from standing
                    join issue on issue.id = standing.issue_id and issue.state = 'published'
                    join publication_item item on item.kind = 'issue' and item.key = issue.public_id
                    cross join lateral json_to_record(item.body::json)
                      as form (priority text, target timestamptz)
                    order by standing.project, form.target, issue.public_id collate "C"
                    """)
                .map(ConstructorMapper.of(OpenRow.class))
                .list());
  }
}
