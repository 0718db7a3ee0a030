package org.snowguard.server.ingest.job;

import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** Runs a job once, without a scheduler. */
public final class JobRuns {

  private JobRuns() {}

  /** Gives when the job is due again. */
  public static Instant once(Job job, Jdbi jdbi, Clock clock) throws InterruptedException {
    JobStore store = new JobStore(jdbi);
    store.register(job.name(), job.title());
    store.begin(job.name(), "test", clock.instant());
    return job.run(new JobRun(job.name(), "test", store, clock));
  }
}
