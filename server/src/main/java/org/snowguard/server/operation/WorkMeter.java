package org.snowguard.server.operation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.snowguard.server.ingest.job.JobMeter;
import org.snowguard.server.matching.MatchMeter;

/** Measures what this node does while it does it. */
final class WorkMeter implements JobMeter, MatchMeter {

  private final MeterRegistry registry;
  private final OperationStore store;
  private final Clock clock;
  private final Timer latency;

  WorkMeter(MeterRegistry registry, OperationStore store, Clock clock) {
    this.registry = registry;
    this.store = store;
    this.clock = clock;
    latency =
        Timer.builder("snowguard.match.latency")
            .description("From a record's arrival until its suggestions are committed")
            .serviceLevelObjectives(
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10))
            .register(registry);
  }

  @Override
  public void ended(String job, Duration took, boolean good) {
    Timer.builder("snowguard.job.duration")
        .description("Runs of jobs on this node")
        .tag("job", job)
        .tag("outcome", good ? "good" : "failed")
        .register(registry)
        .record(took);
  }

  @Override
  public void matched(List<Long> vulnerabilities) {
    Instant now = clock.instant();
    store.changedAt(vulnerabilities).forEach(at -> latency.record(Duration.between(at, now)));
  }
}
