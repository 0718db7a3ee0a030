package org.snowguard.server.remediation.status;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Issues whose statuses are to be looked at, because something that they hang on moved. A mark that
 * stands already is written again, so that whoever takes it away waits for what moved to be
 * committed, or leaves it to be written after.
 */
final class DueStore {

  /** Of PostgreSQL's advisory locks. */
  private static final long LOCK = 0x5AFE_0D0EL;

  private final Jdbi jdbi;

  DueStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Notes that a branch or channel moved: whatever has a fix may stand otherwise. */
  void noteAdvance() {
    jdbi.useHandle(
        handle -> {
          waitForOthers(handle);
          handle.execute(
              """
              insert into issue_status_due (issue_id)
              select distinct issue_id from issue_status
              where gone_at is null and pull_request is not null and (open or how = 'landing')
              order by issue_id
              on conflict (issue_id) do update set issue_id = excluded.issue_id
              """);
        });
  }

  /**
   * One transaction marks at a time: it may mark several times, in any order, while another marks
   * as well.
   */
  private static void waitForOthers(Handle handle) {
    handle.execute("select pg_advisory_xact_lock(?)", LOCK);
  }

  /** Notes that a backport of a pull request failed: whatever waits for it is held up elsewhere. */
  void noteFailure(int pullRequest) {
    jdbi.useHandle(
        handle -> {
          waitForOthers(handle);
          handle
              .createUpdate(
                  """
                  insert into issue_status_due (issue_id)
                  select distinct issue_id from issue_status
                  where gone_at is null and pull_request = :pullRequest and open
                  order by issue_id
                  on conflict (issue_id) do update set issue_id = excluded.issue_id
                  """)
              .bind("pullRequest", pullRequest)
              .execute();
        });
  }

  /** Those issues after one, in their order. */
  List<Long> after(long id, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select issue_id from issue_status_due where issue_id > :id
                    order by issue_id limit :limit
                    """)
                .bind("id", id)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
  }

  /** Keeps others from marking issues until the transaction ends. */
  void lock(Collection<Long> issueIds) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select issue_id from issue_status_due where issue_id = any(:ids)
                    order by issue_id for update
                    """)
                .bindArray("ids", Long.class, issueIds)
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
