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
    // Of its own: nodes that compete in one job, as they do here, would end each other's runs.
    String name = job.name() + "-" + node;
    store.register(name, job.title());
    store.begin(name, node, clock.instant());
    return job.run(new JobRun(name, node, store, clock));
  }
}
