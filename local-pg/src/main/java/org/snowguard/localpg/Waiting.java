package org.snowguard.localpg;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for a condition of another process, which tells nobody when it comes true. */
final class Waiting {
  private static final Duration PAUSE = Duration.ofMillis(10);

  private Waiting() {}

  /** Returns whether the condition came true before the limit. */
  static boolean until(Duration limit, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        return false;
      }
      pause();
    }
    return true;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalPostgresException(
          "Interrupted while waiting for PostgreSQL; the next start puts things in order.", e);
    }
  }
}
