package org.snowguard.server.ingest.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.snowguard.server.ingest.Interruption;

/** A job whose runs are measured. */
public record MeteredJob(Job job, JobMeter meter, Clock clock) implements Job {

  @Override
  public String name() {
    return job.name();
  }

  @Override
  public String title() {
    return job.title();
  }

  @Override
  public Instant run(JobRun run) throws InterruptedException {
    Instant begun = clock.instant();
    boolean good = false;
    try {
      Instant next = job.run(run);
      good = run.failure() == null;
      return next;
    } catch (JobStopped | InterruptedException e) {
      good = true;
      throw e;
    } catch (RuntimeException e) {
      good = Interruption.isCauseOf(e);
      throw e;
    } finally {
      meter.ended(name(), Duration.between(begun, clock.instant()), good);
    }
  }
}
