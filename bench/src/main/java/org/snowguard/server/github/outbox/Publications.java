package org.snowguard.server.github.outbox;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.github.PublishMode;

/** Puts publications into the outbox, and says what it makes of them. */
public final class Publications {

  private final GitHubOutbox outbox;
  private final OutboxStore store;
  private final Jdbi jdbi;

  public Publications(Jdbi jdbi, String repository, Clock clock) {
    outbox = new GitHubOutbox(jdbi, PublishMode.LIVE, repository, clock);
    store = new OutboxStore(jdbi, repository);
    this.jdbi = jdbi;
  }

  /** Puts in so many, each with a title of its own. */
  public void put(int number) {
    for (int one = 1; one <= number; one++) {
      outbox.openIssue(
          "issue/" + one,
          "Publication " + one,
          OutgoingText.of("A made-up flaw of a made-up package."),
          List.of("1.severity: security"));
    }
  }

  /** How many the outbox says are on GitHub. */
  public long delivered() {
    return store.counts().getOrDefault("DELIVERED", 0L);
  }

  /** The process that has the right to deliver just now, as its connection calls itself, or 0. */
  public long deliverer() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select application_name
                    from pg_locks join pg_stat_activity using (pid)
                    where locktype = 'advisory' and granted
                      and (classid::bigint << 32) + objid::bigint = :key
                    """)
                .bind("key", DeliveryLockStore.KEY)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
  }
}
