package org.snowguard.server.matching;

import java.util.concurrent.Semaphore;

/** Asks for a matching run on this node; several wishes before it begins are one. */
final class MatchingWake {

  private final Semaphore asked = new Semaphore(0);

  void ask() {
    asked.release();
  }

  /** Sleeps until somebody asks. */
  void await() throws InterruptedException {
    asked.acquire();
    asked.drainPermits();
  }
}
