package org.snowguard.server.github.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.snowguard.server.github.GitHubReader;
import org.snowguard.server.github.PublishMode;
import org.snowguard.server.github.client.Pause;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRun;

/** Delivers what waits, one after the other, as fast as GitHub's limits let it. */
final class DeliveryJob implements Job {

  /** How soon something is noticed that was put in while nothing else waited. */
  private static final Duration EVERY = Duration.ofSeconds(5);

  /** A longer wait is left to the scheduler. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** After so many in a row that failed for reasons that others share, the run ends. */
  private static final int TROUBLES = 3;

  private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);

  private final PublishMode mode;
  private final DeliveryStore store;
  private final DeliveryLockStore lock;
  private final Deliverer deliverer;
  private final GitHubReader reader;
  private final Pause pause;
  private final Clock clock;

  DeliveryJob(
      PublishMode mode,
      DeliveryStore store,
      DeliveryLockStore lock,
      Deliverer deliverer,
      GitHubReader reader,
      Pause pause,
      Clock clock) {
    this.mode = mode;
    this.store = store;
    this.lock = lock;
    this.deliverer = deliverer;
    this.reader = reader;
    this.pause = pause;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "github-delivery";
  }

  @Override
  public String title() {
    return "Delivery to GitHub";
  }

  @Override
  public Instant run(JobRun run) throws InterruptedException {
    return lock.holding(held -> deliverAll(run, held), clock.instant().plus(Deliverer.SETTLED));
  }

  private Instant deliverAll(JobRun run, DeliveryLockStore.Held held) throws InterruptedException {
    Rendering rendering = new Rendering(mode, reader);
    store.adoptWaiting();
    long total = store.countWaiting();
    int troubles = 0;
    while (true) {
      Optional<Pending> next = store.next(clock.instant());
      if (next.isEmpty()) {
        return whenDue();
      }
      long waiting = store.countWaiting();
      total = Math.max(total, waiting);
      run.at("texts", total - waiting, total);
      switch (deliverer.deliver(next.get(), mode, rendering, held)) {
        case Deliverer.Outcome.Settled() -> troubles = 0;
        case Deliverer.Outcome.NotBefore(Instant moment) -> {
          if (moment.isAfter(clock.instant().plus(PATIENCE))) {
            return moment;
          }
          pause.until(moment);
        }
        case Deliverer.Outcome.Trouble trouble -> {
          troubles++;
          Instant notBefore = trouble.notBefore();
          if (notBefore != null || troubles == TROUBLES) {
            run.failed(trouble.words());
            return notBefore == null ? clock.instant().plus(AFTER_TROUBLE) : notBefore;
          }
        }
      }
    }
  }

  private Instant whenDue() {
    Instant soon = clock.instant().plus(EVERY);
    return store.nextTryAt().filter(due -> due.isBefore(soon)).orElse(soon);
  }
}
