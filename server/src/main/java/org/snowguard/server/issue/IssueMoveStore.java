package org.snowguard.server.issue;

import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.CloseReason;

/** Writes the state of issues; each move counts as a new revision. */
final class IssueMoveStore {

  private final Jdbi jdbi;

  IssueMoveStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Whether no other issue has that public id. */
  boolean isFree(String publicId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select not exists (select 1 from issue where public_id = :id)")
                .bind("id", publicId)
                .mapTo(boolean.class)
                .one());
  }

  /** Whether a chain of duplicates comes to an issue: if that was one of it, none would hold. */
  boolean leadsTo(long from, long wanted) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with recursive chain (id) as (
                      select :from::bigint
                      union
                      select issue.duplicate_of from issue join chain on chain.id = issue.id
                      where issue.duplicate_of is not null)
                    select exists (select 1 from chain where id = :wanted)
                    """)
                .bind("from", from)
                .bind("wanted", wanted)
                .mapTo(boolean.class)
                .one());
  }

  void publish(long id, String publicId, long actor, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update issue set state = 'published', public_id = :publicId, published_at = :at,
                      published_by = :actor, claimed_by = null, claimed_until = null,
                      revision = revision + 1
                    where id = :id
                    """)
                .bind("id", id)
                .bind("publicId", publicId)
                .bind("actor", actor)
                .bind("at", at)
                .execute());
  }

  void close(
      long id, CloseReason reason, @Nullable Long duplicateOf, @Nullable Long actor, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update issue set state = 'closed', close_reason = :reason, closed_at = :at,
                      closed_by = :actor, duplicate_of = :duplicateOf, revision = revision + 1
                    where id = :id
                    """)
                .bind("id", id)
                .bind("reason", reason.text())
                .bind("duplicateOf", duplicateOf)
                .bind("actor", actor)
                .bind("at", at)
                .execute());
  }

  void reopen(long id) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update issue set state = 'published', close_reason = null, closed_at = null,
                      closed_by = null, duplicate_of = null, closed_on_github_at = null,
                      revision = revision + 1
                    where id = :id
                    """)
                .bind("id", id)
                .execute());
  }

  /** Whether that was not so before. */
  boolean markClosedOnGitHub(long id, @Nullable Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update issue set closed_on_github_at = :at::timestamptz, revision = revision + 1
                        where id = :id and closed_on_github_at is distinct from :at::timestamptz
                        """)
                    .bind("id", id)
                    .bind("at", at)
                    .execute()
                == 1);
  }
}
