package org.snowguard.server.matching;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Asks for a matching run on this node; several wishes before it begins are one. */
final class MatchingWake {

  private final Semaphore asked = new Semaphore(0);

  void ask() {
    asked.release();
  }

  /**
   * Sleeps until somebody asks, or for this long.
   *
   * @return whether somebody asked
   */
  boolean await(Duration atMost) throws InterruptedException {
    boolean wanted = asked.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
    asked.drainPermits();
    return wanted;
  }
}
