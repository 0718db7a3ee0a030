package org.snowguard.server.github.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.snowguard.server.github.client.Pause;

/** A clock that runs faster, alike in all processes that agree on when it began. */
public final class FastClock extends Clock {

  private final Clock real = Clock.systemUTC();
  private final Instant begun;
  private final int times;

  /**
   * @param begun when it showed the right time
   * @param times as fast
   */
  public FastClock(Instant begun, int times) {
    this.begun = begun;
    this.times = times;
  }

  /** Sleeps until this clock has come there. */
  public Pause pause() {
    return moment -> {
      for (Duration left = until(moment); left.isPositive(); left = until(moment)) {
        Thread.sleep(left.dividedBy(times).plusMillis(1));
      }
    };
  }

  private Duration until(Instant moment) {
    return Duration.between(instant(), moment);
  }

  @Override
  public Instant instant() {
    return begun.plus(Duration.between(begun, real.instant()).multipliedBy(times));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
