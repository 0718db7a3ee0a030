package org.snowguard.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time of the world: it runs many times as fast as ours, or is set by hand. */
final class WorldTime {

  private static final double MINUTE = 60_000;

  private final Clock clock;
  private Instant set;
  private Instant setAt;
  private double daysPerMinute;

  /**
   * @param daysPerMinute 0: stands until it is set
   */
  WorldTime(Instant begin, double daysPerMinute, Clock clock) {
    this.clock = clock;
    this.daysPerMinute = daysPerMinute;
    set = begin;
    setAt = clock.instant();
  }

  synchronized Instant now() {
    double minutes = Duration.between(setAt, clock.instant()).toMillis() / MINUTE;
    return set.plusMillis((long) (minutes * daysPerMinute * Duration.ofDays(1).toMillis()));
  }

  synchronized void set(Instant now) {
    set = now;
    setAt = clock.instant();
  }

  synchronized void run(double faster) {
    set(now());
    daysPerMinute = faster;
  }
}
