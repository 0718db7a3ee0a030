package org.snowguard.server.github;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

final class GitHubIssueStore {

  private static final String COLUMNS =
      """
      select number, title, state, state_reason, pull_request, labels, comments, author_id,
        created_at, updated_at, closed_at, vulnerability_ids, url
      from github_issue
      where repository = :repository
      """;

  private final Jdbi jdbi;
  private final String repository;

  GitHubIssueStore(Jdbi jdbi, String repository) {
    this.jdbi = jdbi;
    this.repository = repository;
  }

  /**
   * What is stored, until the end of the transaction for us alone.
   *
   * @param isAsked whether we had asked GitHub for it
   */
  record Stored(GitHubIssue issue, boolean isAsked) {}

  Optional<Stored> lock(long number) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    COLUMNS.replace(" url\n", " url, asked\n") + " and number = :number for update")
                .bind("repository", repository)
                .bind("number", number)
                .map((row, context) -> new Stored(issue(row), row.getBoolean("asked")))
                .findOne());
  }

  void put(GitHubIssue issue, boolean isAsked) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into github_issue (repository, number, title, state, state_reason,
                      pull_request, labels, comments, author_id, created_at, updated_at, closed_at,
                      vulnerability_ids, url, asked)
                    values (:repository, :number, :title, :state, :stateReason, :pullRequest, :names,
                      :comments, :authorId, :createdAt, :updatedAt, :closedAt, :ids, :url, :asked)
                    on conflict (repository, number) do update set
                      title = excluded.title, state = excluded.state,
                      state_reason = excluded.state_reason, pull_request = excluded.pull_request,
                      labels = excluded.labels, comments = excluded.comments,
                      author_id = excluded.author_id, created_at = excluded.created_at,
                      updated_at = excluded.updated_at, closed_at = excluded.closed_at,
                      vulnerability_ids = excluded.vulnerability_ids, url = excluded.url,
                      asked = excluded.asked
                    """)
                .bindMethods(issue)
                .bind("repository", repository)
                .bindArray("names", String.class, issue.labels())
                .bindArray("ids", String.class, issue.vulnerabilityIds().stream().sorted().toList())
                .bind("asked", isAsked)
                .execute());
  }

  Optional<GitHubIssue> find(long number) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(COLUMNS + " and number = :number")
                .bind("repository", repository)
                .bind("number", number)
                .map((row, context) -> issue(row))
                .findOne());
  }

  List<GitHubIssue> naming(Collection<String> ids) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    COLUMNS + " and vulnerability_ids && :ids::text[] order by number desc")
                .bind("repository", repository)
                .bindArray("ids", String.class, ids)
                .map((row, context) -> issue(row))
                .list());
  }

  List<GitHubIssue> labelled(String label, @Nullable Long before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    COLUMNS
                        + """
                          and labels @> array[:label]::text[]
                          and number < coalesce(:before, 9223372036854775807)
                        order by number desc
                        limit :limit
                        """)
                .bind("repository", repository)
                .bind("label", label)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> issue(row))
                .list());
  }

  long countLabelled(String label) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) from github_issue
                    where repository = :repository and labels @> array[:label]::text[]
                    """)
                .bind("repository", repository)
                .bind("label", label)
                .mapTo(long.class)
                .one());
  }

  private static GitHubIssue issue(ResultSet row) throws SQLException {
    return new GitHubIssue(
        row.getLong("number"),
        row.getString("title"),
        row.getString("state"),
        row.getString("state_reason"),
        row.getBoolean("pull_request"),
        strings(row.getArray("labels")),
        row.getInt("comments"),
        row.getLong("author_id"),
        Objects.requireNonNull(instant(row, "created_at")),
        Objects.requireNonNull(instant(row, "updated_at")),
        instant(row, "closed_at"),
        Set.copyOf(strings(row.getArray("vulnerability_ids"))),
        row.getString("url"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
