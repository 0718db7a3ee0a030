package org.snowguard.server.ingest.job;

import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** Runs a job without a scheduler, whose signs of life go by a clock that runs as clocks do. */
public final class JobStep {

  private final JobStore store;
  private final String node;
  private final Clock clock;

  public JobStep(Jdbi jdbi, String node, Clock clock) {
    store = new JobStore(jdbi);
    this.node = node;
    this.clock = clock;
  }

  /** Gives when the job is due again. */
  public Instant run(Job job) throws InterruptedException {
    store.register(job.name(), job.title());
    store.begin(job.name(), node, clock.instant());
    // Nodes that compete in one job, as they do here, would each end the other's run by a note.
    return job.run(
        new JobRun(job.name(), node, store, Clock.fixed(clock.instant(), clock.getZone())));
  }
}
