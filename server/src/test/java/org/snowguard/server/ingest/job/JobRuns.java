package org.snowguard.server.ingest.job;

import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Runs a job once, without a scheduler. */
public final class JobRuns {

  private JobRuns() {}

  /** Gives when the job is due again. */
  public static Instant once(Job job, Jdbi jdbi, Clock clock) throws InterruptedException {
    return job.run(begin(job, jdbi, clock));
  }

  /** Gives what the job says of its failure, or null. */
  public static @Nullable String failureOf(Job job, Jdbi jdbi, Clock clock)
      throws InterruptedException {
    JobRun run = begin(job, jdbi, clock);
    job.run(run);
    return run.failure();
  }

  private static JobRun begin(Job job, Jdbi jdbi, Clock clock) {
    return begin(job.name(), job.title(), jdbi, clock);
  }

  /** A run of a job of this name. */
  public static JobRun begin(String name, String title, Jdbi jdbi, Clock clock) {
    JobStore store = new JobStore(jdbi);
    store.register(name, title);
    store.begin(name, "test", clock.instant());
    return new JobRun(name, "test", store, clock);
  }
}
