package org.snowguard.server.remediation.status;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Issues whose statuses are to be looked at, because something that they hang on moved. */
final class DueStore {

  private final Jdbi jdbi;

  DueStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Notes that a branch or channel moved: whatever has a fix may stand otherwise. */
  void noteAdvance() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                insert into issue_status_due (issue_id)
                select distinct issue_id from issue_status
                where gone_at is null and pull_request is not null and (open or how = 'landing')
                on conflict do nothing
                """));
  }

  /** Notes that a backport of a pull request failed: whatever waits for it is held up elsewhere. */
  void noteFailure(int pullRequest) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into issue_status_due (issue_id)
                    select distinct issue_id from issue_status
                    where gone_at is null and pull_request = :pullRequest and open
                    on conflict do nothing
                    """)
                .bind("pullRequest", pullRequest)
                .execute());
  }

  /** Some of those issues. */
  List<Long> some(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select issue_id from issue_status_due order by issue_id limit :limit")
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
  }

  void done(Collection<Long> issueIds) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from issue_status_due where issue_id = any(:ids)")
                .bindArray("ids", Long.class, issueIds)
                .execute());
  }
}
