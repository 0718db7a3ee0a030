package org.snowguard.server.github.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Waits, by the clock that everything else goes by. */
public interface Pause {

  void until(Instant moment) throws InterruptedException;

  /** Sleeps until a clock that runs as clocks do has come there. */
  static Pause on(Clock clock) {
    return moment -> {
      Duration left = Duration.between(clock.instant(), moment);
      if (left.isPositive()) {
        Thread.sleep(left);
      }
    };
  }
}
