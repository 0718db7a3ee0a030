package org.snowguard.server.notification;

import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** Reads who was mentioned on GitHub, or is on the next day. */
final class MentionedStore implements IssueMentions {

  private final Jdbi jdbi;

  MentionedStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Set<Long> of(long issueId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select github_id from issue_mention where issue_id = :issue
                    union
                    select github_id from issue_mention_later where issue_id = :issue
                    """)
                .bind("issue", issueId)
                .mapTo(Long.class)
                .set());
  }
}
