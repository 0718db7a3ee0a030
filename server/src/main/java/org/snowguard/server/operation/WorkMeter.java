package org.snowguard.server.operation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.server.ingest.job.JobMeter;
import org.snowguard.server.matching.MatchMeter;

/** Measures what this node does while it does it. */
final class WorkMeter implements JobMeter, MatchMeter {

  private static final Logger log = LoggerFactory.getLogger(WorkMeter.class);

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
            .description(
                "From the arrival of a record, score or mark until its suggestions are committed")
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

  /** What was matched is committed: that it cannot be measured must not fail the matching. */
  @Override
  public void matched(List<Long> vulnerabilities) {
    Instant now = clock.instant();
    try {
      store.changedAt(vulnerabilities).forEach(at -> latency.record(Duration.between(at, now)));
    } catch (RuntimeException e) {
      log.warn(
          "While measuring how fast {} changes were matched: {}. They are matched all the same.",
          vulnerabilities.size(),
          e.getMessage());
    }
  }
}
