package org.snowguard.server.issue;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Rows;

final class IssueStore {

  /** An issue without what it holds. */
  public record IssueRow(
      long id,
      @Nullable String publicId,
      String state,
      String title,
      boolean titleByHand,
      @Nullable Long createdBy,
      Instant createdAt,
      int revision) {}

  /** What an issue holds, with what is needed for its headline. */
  public record ItemRow(
      long issueId,
      long suggestionId,
      long vulnerabilityId,
      String publicId,
      @Nullable String severity,
      @Nullable Float score,
      long projectId,
      String project,
      boolean rejected,
      boolean made,
      boolean accepted) {}

  private static final String COLUMNS =
      "issue.id, issue.public_id, issue.state, issue.title, issue.title_by_hand, issue.created_by,"
          + " issue.created_at, issue.revision";

  private final Jdbi jdbi;

  IssueStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  long insert(String title, @Nullable Long actor, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into issue (state, title, created_by, created_at)
                    values ('draft', :title, :actor, :at)
                    """)
                .bind("title", title)
                .bind("actor", actor)
                .bind("at", at)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one());
  }

  /** Whether it was in no other issue. */
  boolean add(long issueId, long suggestionId, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        insert into issue_suggestion (issue_id, suggestion_id, added_at)
                        values (:issue, :suggestion, :at)
                        on conflict (suggestion_id) do nothing
                        """)
                    .bind("issue", issueId)
                    .bind("suggestion", suggestionId)
                    .bind("at", at)
                    .execute()
                == 1);
  }

  void remove(long issueId, long suggestionId) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "delete from issue_suggestion where issue_id = :issue and suggestion_id ="
                        + " :suggestion")
                .bind("issue", issueId)
                .bind("suggestion", suggestionId)
                .execute());
  }

  void delete(long issueId) {
    jdbi.useHandle(
        handle ->
            handle.createUpdate("delete from issue where id = :id").bind("id", issueId).execute());
  }

  /** Notes a change, with the title that the issue has from now on. */
  void retitle(long issueId, String title, boolean byHand) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update issue set title = :title, title_by_hand = :byHand, revision = revision + 1
                    where id = :id
                    """)
                .bind("id", issueId)
                .bind("title", title)
                .bind("byHand", byHand)
                .execute());
  }

  /** Whether people put more into it than suggestions. */
  boolean isWrittenIn(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select description <> '' or title_by_hand or priority is not null
                      or remediation is not null or assignee is not null
                      or exists (select 1 from issue_overlay where issue_id = :id)
                      or exists (
                        select 1 from issue_comment where issue_id = :id and deleted_at is null)
                    from issue where id = :id
                    """)
                .bind("id", id)
                .mapTo(boolean.class)
                .one());
  }

  Optional<IssueRow> lock(long id) {
    return one("where issue.id = :id for update", id);
  }

  Optional<IssueRow> lockOf(long suggestionId) {
    return one(
        "where issue.id = (select issue_id from issue_suggestion where suggestion_id = :id) for"
            + " update",
        suggestionId);
  }

  Optional<IssueRow> find(long id) {
    return one("where issue.id = :id", id);
  }

  Optional<IssueRow> findPublic(String publicId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from issue where issue.public_id = :id")
                .bind("id", publicId)
                .map(Rows.of(IssueRow.class))
                .findOne());
  }

  private Optional<IssueRow> one(String condition, long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from issue " + condition)
                .bind("id", id)
                .map(Rows.of(IssueRow.class))
                .findOne());
  }

  /**
   * The newest first.
   *
   * @param filter of its channel all are listed that may be open in it
   */
  List<IssueRow> list(IssueFilter filter, @Nullable Long beforeId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from issue where "
                        + LISTED
                        + """
                         and (:beforeId::bigint is null or issue.id < :beforeId)
                        order by issue.id desc limit :limit
                        """)
                .bindMethods(filter)
                .bind("beforeId", beforeId)
                .bind("limit", limit)
                .map(Rows.of(IssueRow.class))
                .list());
  }

  long count(IssueFilter filter) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from issue where " + LISTED)
                .bindMethods(filter)
                .mapTo(long.class)
                .one());
  }

  /** Of a channel only those are left out that were looked at and are open elsewhere, if at all. */
  private static final String LISTED =
      """
      (:state::text is null or issue.state = :state
        or :state = 'backport' and issue.state = 'published' and issue.closed_on_github_at is not null)
      and (:publicOnly = false or issue.state <> 'draft')
      and (:assignee::bigint is null or issue.assignee = :assignee
        and (issue.closed_on_github_at is null or issue.state <> 'published' or :state = 'backport'))
      and (:vulnerability::bigint is null or issue.id in (
        select issue_suggestion.issue_id from issue_suggestion
        join suggestion on suggestion.id = issue_suggestion.suggestion_id
        where suggestion.vulnerability_id = :vulnerability
        union all
        select issue_overlay.issue_id from issue_overlay
        join vulnerability on vulnerability.public_id = issue_overlay.name
        where vulnerability.id = :vulnerability and kind = 'vulnerability' and value = 'added'))
      and (:project::bigint is null or issue.id in (
        select issue_id from (
      """
          + ProjectIssues.about("array[:project::bigint]", "true")
          + """
            ) about))
          and (:channel::text is null or not exists (
            select 1 from issue_open where issue_open.issue_id = issue.id and not exists (
              select 1 from unnest(issue_open.packages) as place
              where starts_with(place, :channel || ' '))))
          """;

  List<ItemRow> items(Collection<Long> issueIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select issue_suggestion.issue_id, suggestion.id as suggestion_id,
                      suggestion.vulnerability_id, vulnerability.public_id, vulnerability.severity,
                      vulnerability.cvss_score as score, suggestion.project_id, project.slug as project,
                      vulnerability.state = 'rejected' as rejected,
                      suggestion.machine_digest is not null or suggestion.linked_by_hand as made,
                      suggestion.state = 'accepted' as accepted
                    from issue_suggestion
                    join suggestion on suggestion.id = issue_suggestion.suggestion_id
                    join vulnerability on vulnerability.id = suggestion.vulnerability_id
                    join project on project.id = suggestion.project_id
                    where issue_suggestion.issue_id = any(:ids)
                    order by vulnerability.public_id collate "C", project.slug collate "C"
                    """)
                .bindArray("ids", Long.class, issueIds)
                .map(Rows.of(ItemRow.class))
                .list());
  }
}
