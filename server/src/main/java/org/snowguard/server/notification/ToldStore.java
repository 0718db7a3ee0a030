package org.snowguard.server.notification;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Where each published issue stood when it was last looked at. */
final class ToldStore {

  private final Jdbi jdbi;

  ToldStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Remembers where an issue stands.
   *
   * @param standing null: whatever is found next is no news
   */
  void put(long issue, @Nullable String standing, boolean due) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into issue_standing (issue_id, standing, due) values (:issue, :standing, :due)
                    on conflict (issue_id) do update set standing = excluded.standing, due = excluded.due
                    """)
                .bind("issue", issue)
                .bind("standing", standing)
                .bind("due", due)
                .execute());
  }

  /** To be looked at soon, if it is published. */
  void due(long issue) {
    jdbi.useHandle(
        handle -> handle.execute("update issue_standing set due = true where issue_id = ?", issue));
  }

  void allDue() {
    jdbi.useHandle(handle -> handle.execute("update issue_standing set due = true where not due"));
  }

  void forget(long issue) {
    jdbi.useHandle(
        handle -> handle.execute("delete from issue_standing where issue_id = ?", issue));
  }

  /** Issues to look at. */
  List<Long> dueNow(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select issue_id from issue_standing where due order by issue_id limit :limit")
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
  }

  /** Where it stood; empty if that is not known. */
  Optional<String> standing(long issue) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select standing from issue_standing
                    where issue_id = :issue and standing is not null
                    for update
                    """)
                .bind("issue", issue)
                .mapTo(String.class)
                .findOne());
  }

  /** Published before anybody looked. */
  void adoptUnknown() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                insert into issue_standing (issue_id)
                select id from issue where state = 'published'
                  and not exists (select from issue_standing where issue_id = issue.id)
                on conflict do nothing
                """));
  }
}
