package org.snowguard.server.ingest.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.snowguard.server.ingest.Interruption;

/** Does a job that is due on this node, and tells when it is due again, whatever happens. */
final class JobRunner {

  /** A paused job looks this often whether it may go on. */
  static final Duration PAUSED = Duration.ofMinutes(1);

  /** After a failure that the job did not foresee, such as a database that was away. */
  static final Duration FAILED = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

  private final JobStore store;
  private final String node;
  private final Clock clock;

  JobRunner(JobStore store, String node, Clock clock) {
    this.store = store;
    this.node = node;
    this.clock = clock;
  }

  Instant run(Job job) {
    if (store.isPaused(job.name())) {
      return clock.instant().plus(PAUSED);
    }
    try (MDC.MDCCloseable _ = MDC.putCloseable("job", job.name());
        MDC.MDCCloseable _ = MDC.putCloseable("run", runId())) {
      return begin(job);
    }
  }

  /** By which the lines of one run are found in the log. */
  private static String runId() {
    return HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextInt());
  }

  private Instant begin(Job job) {
    store.begin(job.name(), node, clock.instant());
    try {
      JobRun run = new JobRun(job.name(), node, store, clock);
      Instant next = job.run(run);
      store.end(job.name(), node, run.failure(), clock.instant());
      return next;
    } catch (JobStopped e) {
      log.info("Stopped before its end: {}", e.getMessage());
      store.end(job.name(), node, null, clock.instant());
      return clock.instant().plus(PAUSED);
    } catch (InterruptedException e) {
      return interrupted(job);
    } catch (RuntimeException e) {
      if (Interruption.isCauseOf(e)) {
        return interrupted(job);
      }
      log.error("The job {} failed; it is tried again in {} s", job.name(), FAILED.toSeconds(), e);
      store.end(job.name(), node, String.valueOf(e.getMessage()), clock.instant());
      return clock.instant().plus(FAILED);
    } catch (Error e) {
      endBeforeFailing(job, e);
      throw e;
    }
  }

  /**
   * Out of memory, or a class that is not there: what stands here is no longer sure, but nobody
   * shall read that the job still runs. The scheduler logs the error and comes back to the job.
   */
  private void endBeforeFailing(Job job, Error error) {
    try {
      store.end(job.name(), node, error.toString(), clock.instant());
    } catch (RuntimeException e) {
      error.addSuppressed(e);
    }
  }

  /** The work is due at once, for another node or the next start. */
  private Instant interrupted(Job job) {
    // What is left to do needs the database, which refuses threads that are marked so.
    Thread.interrupted();
    log.info("Stopped before its end, for this node stops: {}", job.name());
    store.end(job.name(), node, null, clock.instant());
    return clock.instant();
  }
}
