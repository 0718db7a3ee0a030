package org.snowguard.server.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * So many requests a minute for each key, all of which may come at once. Kept by each node for
 * itself and in bounded memory: where more callers come than are remembered, those that ask least
 * are forgotten.
 */
final class RequestLimit {

  private static final int REMEMBERED = 50_000;
  private static final double MINUTE = TimeUnit.MINUTES.toNanos(1);

  /** What a key may still ask, at a time, and whether its last request was let through. */
  private record Allowance(double left, long at, boolean granted) {}

  private final int perMinute;
  private final Clock clock;
  private final Cache<String, Allowance> allowances;

  RequestLimit(int perMinute, Clock clock) {
    this.perMinute = perMinute;
    this.clock = clock;
    allowances =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            // Full again by then, like one that was never seen.
            .expireAfterWrite(Duration.ofMinutes(1))
            .ticker(this::nanos)
            .build();
  }

  /** Counts a request: zero if it may go on, else how long to wait. */
  Duration take(String key) {
    Allowance now = allowances.asMap().compute(key, (same, before) -> counted(before));
    return now.granted() ? Duration.ZERO : untilOne(now.left());
  }

  /** How long to wait before a request would go on, without counting one. */
  Duration look(String key) {
    double left = left(allowances.getIfPresent(key));
    return left >= 1 ? Duration.ZERO : untilOne(left);
  }

  /** Whether the key has asked within a minute. */
  boolean knows(String key) {
    return allowances.getIfPresent(key) != null;
  }

  private Allowance counted(@Nullable Allowance before) {
    double left = left(before);
    return left >= 1 ? new Allowance(left - 1, nanos(), true) : new Allowance(left, nanos(), false);
  }

  private double left(@Nullable Allowance before) {
    return before == null
        ? perMinute
        : Math.min(perMinute, before.left() + (nanos() - before.at()) / MINUTE * perMinute);
  }

  private Duration untilOne(double left) {
    return Duration.ofNanos((long) Math.ceil((1 - left) / perMinute * MINUTE));
  }

  private long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }
}
