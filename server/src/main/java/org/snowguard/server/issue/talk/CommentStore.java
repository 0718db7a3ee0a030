package org.snowguard.server.issue.talk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Comments, and of their issues what decides who may read them. */
final class CommentStore {

  /** An issue as far as talk needs it. */
  public record IssueRow(long id, String title, boolean isDraft) {}

  private static final String SELECT =
      """
      select id, issue_id, author, written_at, body, public as is_public, revision, edited_at,
        deleted_at
      from issue_comment
      """;

  private final Jdbi jdbi;

  CommentStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Optional<IssueRow> issue(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select id, title, state = 'draft' as is_draft from issue where id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(IssueRow.class))
                .findOne());
  }

  /**
   * Whether somebody maintains a package that the issue speaks of. By number: logins change hands.
   */
  boolean maintains(long account, long issueId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (
                      select 1 from account
                      join package_maintainer on package_maintainer.github_id = account.github_id
                      join package_span on package_span.metadata_id = package_maintainer.metadata_id
                        and package_span.last_snapshot is null
                      where account.account_id = :account and package_span.attribute in (
                        select unnest(suggestion.attributes) from issue_suggestion
                        join suggestion on suggestion.id = issue_suggestion.suggestion_id
                        where issue_suggestion.issue_id = :issue
                        union select attribute from issue_package where issue_id = :issue
                        union select name from issue_overlay
                          where issue_id = :issue and kind = 'package'))
                    """)
                .bind("account", account)
                .bind("issue", issueId)
                .mapTo(boolean.class)
                .one());
  }

  long insert(long issueId, long author, String body, boolean isPublic, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into issue_comment (issue_id, author, written_at, body, public)
                    values (:issue, :author, :at, :body, :public)
                    """)
                .bind("issue", issueId)
                .bind("author", author)
                .bind("body", body)
                .bind("public", isPublic)
                .bind("at", at)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one());
  }

  Optional<Comment> lock(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "where id = :id for update")
                .bind("id", id)
                .map(ConstructorMapper.of(Comment.class))
                .findOne());
  }

  /** Gives a comment another text or other readers. */
  void edit(long id, String body, boolean isPublic, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update issue_comment set body = :body, public = :public, edited_at = :at,
                      revision = revision + 1
                    where id = :id
                    """)
                .bind("id", id)
                .bind("body", body)
                .bind("public", isPublic)
                .bind("at", at)
                .execute());
  }

  void delete(long id, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update issue_comment set body = '', deleted_at = :at, revision = revision + 1
                    where id = :id
                    """)
                .bind("id", id)
                .bind("at", at)
                .execute());
  }

  /** In the order in which they were written. */
  List<Comment> of(long issueId, boolean publicOnly) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + """
                        where issue_id = :issue
                          and (not :publicOnly or (public and deleted_at is null))
                        order by id
                        """)
                .bind("issue", issueId)
                .bind("publicOnly", publicOnly)
                .map(ConstructorMapper.of(Comment.class))
                .list());
  }
}
