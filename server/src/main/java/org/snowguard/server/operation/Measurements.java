package org.snowguard.server.operation;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.source.SourceStatus;
import org.snowguard.server.ingest.source.Sources;

/**
 * Measurements of what is stored, which all nodes share: read when somebody asks for them. Labels
 * are names of sources, channels, states and tiers, of which there are few.
 */
final class Measurements {

  private final OperationStore store;
  private final HealthChecks health;
  private final Sources sources;
  private final Clock clock;
  private final MeterRegistry registry;
  private final Map<String, SourceStatus> latest = new ConcurrentHashMap<>();
  private final MultiGauge suggestions;
  private final MultiGauge snapshots;
  private final MultiGauge conditions;
  private volatile double oldestCard = Double.NaN;
  private volatile double matchingBehind;
  private volatile long due;

  Measurements(
      OperationStore store,
      HealthChecks health,
      Sources sources,
      Clock clock,
      MeterRegistry registry) {
    this.store = store;
    this.health = health;
    this.sources = sources;
    this.clock = clock;
    this.registry = registry;
    suggestions =
        gauges("snowguard.suggestions", null, "Suggestions by where they stand and how likely");
    snapshots = gauges("snowguard.snapshot.age", "seconds", "Age of a channel's newest snapshot");
    conditions = gauges("snowguard.health", null, "1 up, 0.5 degraded, 0 down");
    seconds("snowguard.queue.oldest", "Age of the oldest pending card", m -> m.oldestCard);
    seconds(
        "snowguard.matching.behind", "Age of the oldest unmatched change", m -> m.matchingBehind);
    Gauge.builder("snowguard.matching.due", this, m -> m.due)
        .description("Records to be matched again, for packages or lessons changed")
        .register(registry);
  }

  /** Reads all of it anew. */
  synchronized void refresh() {
    Instant now = clock.instant();
    sources.list().forEach(this::take);
    suggestions.register(
        store.places().stream()
            .<MultiGauge.Row<?>>map(
                place ->
                    MultiGauge.Row.of(
                        Tags.of("state", place.state(), "tier", place.tier()), place.count()))
            .toList(),
        true);
    snapshots.register(
        store.snapshots().stream()
            .<MultiGauge.Row<?>>map(
                aged -> MultiGauge.Row.of(Tags.of("channel", aged.channel()), age(aged.at(), now)))
            .toList(),
        true);
    conditions.register(rows(health.now()), true);
    oldestCard = store.oldestCard().map(at -> age(at, now)).orElse(Double.NaN);
    matchingBehind = store.oldestUnmatched().map(at -> age(at, now)).orElse(0.0);
    due = store.due();
  }

  private static List<MultiGauge.Row<?>> rows(Health health) {
    return health.checks().stream()
        .<MultiGauge.Row<?>>map(
            check ->
                MultiGauge.Row.of(
                    Tags.of("check", check.name()),
                    switch (check.condition()) {
                      case UP -> 1.0;
                      case DEGRADED -> 0.5;
                      case DOWN -> 0.0;
                    }))
        .toList();
  }

  private void take(SourceStatus status) {
    if (latest.put(status.name(), status) == null) {
      register(status.name());
    }
  }

  private void register(String source) {
    gauge(source, "snowguard.source.since.good", s -> age(s.lastGoodAt(), clock.instant()));
    gauge(source, "snowguard.source.lag", s -> age(s.dataAt(), clock.instant()));
    Gauge.builder("snowguard.source.failures", latest, all -> of(all, source).failures())
        .description("Failures since the source last answered well")
        .tag("source", source)
        .register(registry);
    counter(source, "snowguard.source.runs", null, SourceStatus::runs);
    counter(source, "snowguard.source.failed.runs", null, SourceStatus::failedRuns);
    counter(source, "snowguard.records", "read", s -> s.ever().read());
    counter(source, "snowguard.records", "changed", s -> s.ever().changed());
    counter(source, "snowguard.records", "unreadable", s -> s.ever().unreadable());
  }

  private void gauge(String source, String name, ToDoubleFunction<SourceStatus> value) {
    TimeGauge.builder(name, latest, TimeUnit.SECONDS, all -> value.applyAsDouble(of(all, source)))
        .tag("source", source)
        .register(registry);
  }

  private void counter(
      String source, String name, @Nullable String kind, ToDoubleFunction<SourceStatus> value) {
    FunctionCounter.builder(name, latest, all -> value.applyAsDouble(of(all, source)))
        .tags(kind == null ? Tags.empty() : Tags.of("kind", kind))
        .tag("source", source)
        .register(registry);
  }

  private void seconds(String name, String words, ToDoubleFunction<Measurements> value) {
    TimeGauge.builder(name, this, TimeUnit.SECONDS, value).description(words).register(registry);
  }

  private MultiGauge gauges(String name, @Nullable String unit, String words) {
    return MultiGauge.builder(name).baseUnit(unit).description(words).register(registry);
  }

  private static SourceStatus of(Map<String, SourceStatus> all, String source) {
    SourceStatus status = all.get(source);
    if (status == null) {
      throw new IllegalStateException("A source is measured once it was seen: " + source);
    }
    return status;
  }

  private static double age(@Nullable Instant at, Instant now) {
    return at == null ? Double.NaN : Duration.between(at, now).toMillis() / 1000.0;
  }
}
