package org.snowguard.server.ingest.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One run of a job: where the job says how far it has come, and learns that it shall stop. */
public final class JobRun {

  private static final Duration BETWEEN_NOTES = Duration.ofSeconds(1);

  private final String job;
  private final String node;
  private final JobStore store;
  private final Clock clock;
  private Instant notedAt = Instant.MIN;
  private @Nullable String failure;

  JobRun(String job, String node, JobStore store, Clock clock) {
    this.job = job;
    this.node = node;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Says that the run failed in a way that the job foresees, and answers by when it is due again.
   *
   * @param words for people
   */
  public void failed(String words) {
    failure = words;
  }

  /** Why it failed, as the job says itself, or null. */
  @Nullable String failure() {
    return failure;
  }

  /**
   * Says how far the run has come; call it often, between portions of work.
   *
   * @param unit what is counted, for example {@code records}
   * @param total null while it is not known
   * @throws JobStopped if the run shall end here: somebody paused the job, or another node does it
   */
  public void at(String unit, long done, @Nullable Long total) {
    Instant now = clock.instant();
    if (notedAt.equals(Instant.MIN)
        || Duration.between(notedAt, now).abs().compareTo(BETWEEN_NOTES) >= 0) {
      notedAt = now;
      if (!store.note(job, node, unit, done, total)) {
        throw new JobStopped(job);
      }
    }
  }
}
