package org.snowguard.server.github.outbox;

import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.github.PublishMode;
import org.snowguard.server.github.client.GitHubClient;
import org.snowguard.server.github.client.Limits;
import org.snowguard.server.ingest.source.Backoff;

/** Delivers what waits, where no person is mentioned. */
public final class OutboxNode {

  private final TestDatabase database;
  private final GitHubClient client;
  private final Clock clock;
  private final DeliveryStore store;

  public OutboxNode(TestDatabase database, GitHubClient client, Clock clock) {
    this.database = database;
    this.client = client;
    this.clock = clock;
    store = new DeliveryStore(database.jdbi(), client.repository());
  }

  public GitHubOutbox outbox() {
    return new GitHubOutbox(database.jdbi(), PublishMode.LIVE, client.repository(), clock);
  }

  public GitHubOutbox dryOutbox() {
    return new GitHubOutbox(database.jdbi(), PublishMode.DRY_RUN, client.repository(), clock);
  }

  /** Tries each thing that is due once. */
  public void deliver() throws InterruptedException {
    Deliverer deliverer =
        new Deliverer(
            store,
            database.transactions(),
            client,
            new Limits(database.jdbi(), database.transactions(), clock),
            List.of(),
            new EventLog(database.jdbi(), clock),
            new Backoff(new Random(1), null),
            clock);
    long waiting = store.countWaiting();
    for (long done = 0; done < waiting; done++) {
      Pending next = store.next(clock.instant()).orElseThrow();
      deliverer.deliver(next, PublishMode.LIVE, NO_PEOPLE, () -> {});
    }
  }

  private static final Rendering NO_PEOPLE =
      new Rendering(
          PublishMode.LIVE,
          new org.snowguard.server.github.GitHubReader() {
            @Override
            public java.util.Optional<org.snowguard.server.github.GitHubUser> user(long id) {
              throw new AssertionError("nobody is mentioned");
            }

            @Override
            public List<org.snowguard.server.github.GitHubUser> teamMembers(String slug) {
              throw new AssertionError("no team is mentioned");
            }

            @Override
            public java.util.Optional<org.snowguard.server.github.GitHubIssue> issue(long number) {
              throw new AssertionError("no issue is asked for");
            }
          });
}
