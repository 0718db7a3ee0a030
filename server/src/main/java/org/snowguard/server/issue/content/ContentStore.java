package org.snowguard.server.issue.content;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Rows;

/** Reads what issues consist of, of any number of issues at once. */
final class ContentStore {

  /** An issue without what it holds. */
  public record IssueRow(
      long id,
      int revision,
      @Nullable String publicId,
      String state,
      @Nullable String closeReason,
      @Nullable Long duplicateOf,
      String title,
      String description,
      @Nullable String priority,
      @Nullable String remediation,
      @Nullable Long assignee,
      @Nullable Long claimedBy,
      @Nullable Instant claimedUntil,
      Instant createdAt,
      @Nullable Long createdBy,
      @Nullable Instant publishedAt,
      @Nullable Long publishedBy,
      @Nullable Instant closedAt,
      @Nullable Long closedBy,
      @Nullable Instant closedOnGithubAt) {}

  /** An accepted suggestion of an issue. */
  public record ItemRow(long issueId, long vulnerabilityId, String vulnerability, String project) {}

  /** What people said beside it. */
  public record OverlayRow(
      long issueId,
      String kind,
      String name,
      String vulnerability,
      String channel,
      String value,
      String reason,
      long changedBy,
      Instant changedAt) {}

  /** A version of a package that an issue is about. */
  public record ShippedRow(long issueId, String attribute, String version) {}

  private final Jdbi jdbi;

  ContentStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  List<IssueRow> issues(Collection<Long> ids) {
    return list(
        """
        select id, revision, public_id, state, close_reason, duplicate_of, title, description, priority,
          remediation, assignee, claimed_by, claimed_until, created_at, created_by, published_at,
          published_by, closed_at, closed_by, closed_on_github_at
        from issue where id = any(:ids)
        """,
        ids,
        IssueRow.class);
  }

  List<ItemRow> items(Collection<Long> ids) {
    return list(
        """
        select issue_suggestion.issue_id, vulnerability.id as vulnerability_id,
          vulnerability.public_id as vulnerability, project.slug as project
        from issue_suggestion
        join suggestion on suggestion.id = issue_suggestion.suggestion_id
        join vulnerability on vulnerability.id = suggestion.vulnerability_id
        join project on project.id = suggestion.project_id
        where issue_suggestion.issue_id = any(:ids)
        order by vulnerability.public_id collate "C", project.slug collate "C"
        """,
        ids,
        ItemRow.class);
  }

  List<OverlayRow> overlay(Collection<Long> ids) {
    return list(
        """
        select issue_id, kind, name, vulnerability, channel, value, reason, changed_by, changed_at
        from issue_overlay where issue_id = any(:ids)
        order by kind, name collate "C", vulnerability collate "C", channel collate "C"
        """,
        ids,
        OverlayRow.class);
  }

  List<ShippedRow> shipped(Collection<Long> ids) {
    return list(
        """
        select issue_id, attribute, version from issue_package where issue_id = any(:ids)
        order by attribute collate "C", version collate "C"
        """,
        ids,
        ShippedRow.class);
  }

  private <T> List<T> list(String select, Collection<Long> ids, Class<T> row) {
    return jdbi.withHandle(
        handle -> {
          Query query = handle.createQuery(select).bindArray("ids", Long.class, ids);
          return query.map(Rows.of(row)).list();
        });
  }
}
