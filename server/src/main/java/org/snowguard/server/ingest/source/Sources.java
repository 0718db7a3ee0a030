package org.snowguard.server.ingest.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.Arrivals;
import org.snowguard.server.ingest.job.Job;

/** The sources that are switched on, as jobs, and how each of them does. */
public final class Sources {

  private final List<Source> sources;
  private final SourceStore store;
  private final Arrivals arrivals;
  private final Backoff backoff;
  private final Clock clock;

  public Sources(
      List<Source> sources, Jdbi jdbi, Arrivals arrivals, RandomGenerator random, Clock clock) {
    this(sources, jdbi, arrivals, new Backoff(random, null), clock);
  }

  public Sources(List<Source> sources, Jdbi jdbi, Arrivals arrivals, Backoff backoff, Clock clock) {
    this.sources = List.copyOf(sources);
    store = new SourceStore(jdbi);
    this.arrivals = arrivals;
    this.backoff = backoff;
    this.clock = clock;
  }

  /** One job a source. */
  public List<Job> jobs() {
    return sources.stream()
        .<Job>map(source -> new SourceJob(source, store, arrivals, backoff, clock))
        .toList();
  }

  /** In the order in which the sources were given. */
  public List<SourceStatus> list() {
    return sources.stream().map(this::status).toList();
  }

  private SourceStatus status(Source source) {
    SourceState state = store.find(source.name());
    Instant dataAt = state.dataAt();
    Duration lag = dataAt == null ? null : Duration.between(dataAt, clock.instant());
    return new SourceStatus(
        source.name(),
        source.title(),
        SourceJob.nameOf(source),
        health(source, state, lag),
        state.goodAt(),
        state.triedAt(),
        dataAt,
        lag,
        state.failures(),
        state.error(),
        state.counts(),
        state.runs(),
        state.failedRuns(),
        state.ever());
  }

  private SourceStatus.Health health(Source source, SourceState state, @Nullable Duration lag) {
    Instant goodAt = state.goodAt();
    if (state.error() != null) {
      return SourceStatus.Health.FAILING;
    }
    if (goodAt == null) {
      return SourceStatus.Health.WAITING;
    }
    Duration silence = Duration.between(goodAt, clock.instant());
    boolean isLate =
        silence.compareTo(source.lateAfter()) > 0
            || (lag != null && lag.compareTo(source.lateAfter()) > 0);
    return isLate ? SourceStatus.Health.LATE : SourceStatus.Health.GOOD;
  }
}
