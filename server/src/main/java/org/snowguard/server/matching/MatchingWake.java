package org.snowguard.server.matching;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks for a matching run on this node; several wishes before it begins are one. */
final class MatchingWake {

  private final Semaphore permits = new Semaphore(0);
  private final AtomicBoolean asked = new AtomicBoolean();

  void ask() {
    asked.set(true);
    permits.release();
  }

  /** There may be something to match, but nobody on this node asks for it. */
  void hint() {
    permits.release();
  }

  /**
   * Sleeps until somebody asks or hints, or for this long.
   *
   * @return whether somebody asked
   */
  boolean await(Duration atMost) throws InterruptedException {
    if (permits.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      permits.drainPermits();
    }
    return asked.getAndSet(false);
  }
}
