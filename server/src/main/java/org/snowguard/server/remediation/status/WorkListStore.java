package org.snowguard.server.remediation.status;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.RemedyStage;
import org.snowguard.core.status.Status;
import org.snowguard.core.status.StatusHow;

/** Reads rows that somebody can work off, those that have waited longest first. */
final class WorkListStore {

  /** A row with its issue. */
  public record ItemRow(
      long id,
      long issueId,
      @Nullable String publicId,
      String title,
      @Nullable String project,
      String vulnerability,
      String attribute,
      String channel,
      @Nullable String version,
      String status,
      String how,
      String howText,
      Instant since,
      @Nullable String stage,
      List<String> flags,
      @Nullable Integer pullRequest) {

    WorkItem item() {
      return new WorkItem(
          issueId,
          publicId,
          title,
          project,
          new StatusRow(
              vulnerability,
              attribute,
              channel,
              Status.valueOf(status.toUpperCase(Locale.ROOT)),
              new StatusHow(StatusHow.Code.valueOf(how.toUpperCase(Locale.ROOT)), howText),
              since,
              version,
              true),
          stage == null ? null : RemedyStage.valueOf(stage.toUpperCase(Locale.ROOT)),
          Arrays.stream(StatusFlag.values()).filter(one -> flags.contains(one.text())).toList(),
          pullRequest);
    }
  }

  /** How many rows and issues of drafts and others stand in a list. */
  public record CountRow(String list, long rows, long issues) {}

  private static final String OF_ANY_PROJECT =
      """
      left join project_attribute on project_attribute.attribute = issue_status.attribute
      left join project on project.id = project_attribute.project_id
      """;

  // Joined so that the few rows of a project are found by its attributes, and not by reading all
  // rows in their order until a page is full.
  private static final String OF_PROJECT =
      """
      join project_attribute on project_attribute.attribute = issue_status.attribute
      join project on project.id = project_attribute.project_id and project.slug = :project
      """;

  private final Jdbi jdbi;

  WorkListStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  List<ItemRow> list(WorkFilter filter, @Nullable Instant since, @Nullable Long after, int limit) {
    return jdbi.withHandle(
        handle ->
            bind(
                    handle.createQuery(
                        """
                        select issue_status.id, issue_status.issue_id, issue.public_id, issue.title,
                          project.slug as project, issue_status.vulnerability, issue_status.attribute,
                          channel.name as channel, issue_status.version, issue_status.status,
                          issue_status.how, issue_status.how_text, issue_status.since,
                          issue_status.stage, issue_status.flags, issue_status.pull_request
                        """
                            + from(filter)
                            + condition(filter)
                            + """
                             and (:since::timestamptz is null
                              or (issue_status.since, issue_status.id) > (:since, :after))
                            order by issue_status.since, issue_status.id limit :limit
                            """),
                    filter)
                .bindByType("since", since, Instant.class)
                .bindByType("after", after, Long.class)
                .bind("limit", limit)
                .map(ConstructorMapper.of(ItemRow.class))
                .list());
  }

  long count(WorkFilter filter) {
    return jdbi.withHandle(
        handle ->
            bind(handle.createQuery("select count(*)" + from(filter) + condition(filter)), filter)
                .mapTo(Long.class)
                .one());
  }

  /** Each list by the text that addresses it; those that are empty are left out. */
  List<CountRow> counts(boolean drafts) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with standing as (
                      select issue_status.issue_id, issue_status.stage, issue_status.flags,
                        issue.state = 'published' and issue.closed_on_github_at is not null
                          and issue_status.stage is not null as closed_there
                      from issue_status join issue on issue.id = issue_status.issue_id
                      where issue_status.gone_at is null and (:drafts or issue.state <> 'draft'))
                    select stage as list, count(*) as rows, count(distinct issue_id) as issues
                    from standing where stage is not null group by stage
                    union all
                    select flag, count(*), count(distinct issue_id)
                    from standing cross join unnest(flags) as flag group by flag
                    union all
                    select 'closed_on_github', count(*), count(distinct issue_id)
                    from standing where closed_there having count(*) > 0
                    """)
                .bind("drafts", drafts)
                .map(ConstructorMapper.of(CountRow.class))
                .list());
  }

  private static Query bind(Query query, WorkFilter filter) {
    String text =
        filter
            .stage()
            .map(RemedyStage::text)
            .or(() -> filter.flag().map(StatusFlag::text))
            .orElse("");
    Query bound =
        query.bind("drafts", filter.drafts()).bindByType("channel", filter.channel(), String.class);
    if (filter.project() != null) {
      bound.bind("project", filter.project());
    }
    return Objects.equals(text, "") ? bound : bound.bind("list", text);
  }

  private static String from(WorkFilter filter) {
    return " from issue_status join issue on issue.id = issue_status.issue_id\n"
        + "join channel on channel.id = issue_status.channel_id\n"
        + (filter.project() == null ? OF_ANY_PROJECT : OF_PROJECT)
        + """
        where issue_status.gone_at is null and (:drafts or issue.state <> 'draft')
          and (:channel::text is null or channel.name = :channel) and\
        """
        + " ";
  }

  private static String condition(WorkFilter filter) {
    if (filter.stage().isPresent()) {
      return "issue_status.stage = :list";
    }
    if (filter.flag().isPresent()) {
      return "issue_status.flags @> array[:list]::text[] and issue_status.flags <> '{}'";
    }
    return filter.closedOnGitHub()
        ? "issue_status.stage is not null and issue.state = 'published'"
            + " and issue.closed_on_github_at is not null"
        : "issue_status.stage is not null";
  }
}
