package org.snowguard.server.ingest.source;

import java.io.EOFException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.snowguard.server.ingest.Arrivals;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.Interruption;
import org.snowguard.server.ingest.OwnFault;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRun;
import org.snowguard.server.ingest.job.JobStopped;

/** A source as a job. Its failures are its own: told, backed off from, and never anybody else's. */
final class SourceJob implements Job {

  private static final Logger log = LoggerFactory.getLogger(SourceJob.class);

  private final Source source;
  private final SourceStore store;
  private final Arrivals arrivals;
  private final Backoff backoff;
  private final Clock clock;

  SourceJob(Source source, SourceStore store, Arrivals arrivals, Backoff backoff, Clock clock) {
    this.source = source;
    this.store = store;
    this.arrivals = arrivals;
    this.backoff = backoff;
    this.clock = clock;
  }

  static String nameOf(Source source) {
    return "source-" + source.name();
  }

  @Override
  public String name() {
    return nameOf(source);
  }

  @Override
  public String title() {
    return source.title();
  }

  @Override
  public Instant run(JobRun job) throws InterruptedException {
    try (MDC.MDCCloseable _ = MDC.putCloseable("source", source.name())) {
      return read(job);
    }
  }

  private Instant read(JobRun job) throws InterruptedException {
    SourceRun run =
        new SourceRun(source.name(), store.find(source.name()), store, job, clock.instant());
    try {
      SourceNews news = source.read(run);
      store.good(source.name(), news, clock.instant());
      ImportCounts counts = news.counts();
      if (counts != null) {
        log.info("Source {}: {}", source.name(), counts.words("entries"));
      }
      return clock.instant().plus(backoff.afterSuccess(source.every()));
    } catch (JobStopped e) {
      throw e;
    } catch (FetchFailure e) {
      Instant again = failed(job, run, String.valueOf(e.getMessage()), e.retryAfter());
      Instant usual = clock.instant().plus(source.every());
      return e.isPartial() && usual.isBefore(again) ? usual : again;
    } catch (IOException e) {
      if (Interruption.isCauseOf(e)) {
        throw Interruption.of(e);
      }
      return failed(job, run, words(e), null);
    } catch (RuntimeException e) {
      if (Interruption.isCauseOf(e)) {
        throw Interruption.of(e);
      }
      log.error("Source {} failed on our side", source.name(), e);
      return failed(job, run, OwnFault.words(e), null);
    } finally {
      // A run that failed may have stored something before.
      arrivals.recordsArrived();
    }
  }

  private static String words(IOException e) {
    String message = String.valueOf(e.getMessage());
    return e instanceof EOFException ? "its answer was cut off: " + message : message;
  }

  private Instant failed(JobRun job, SourceRun run, String words, @Nullable Duration retryAfter) {
    job.failed(words);
    int failures = store.failed(source.name(), words, run.brought(), clock.instant());
    Duration wait = backoff.afterFailures(failures, retryAfter);
    log.warn("Source {} failed, next try in {}: {}", source.name(), Waits.words(wait), words);
    return clock.instant().plus(wait);
  }
}
