package org.snowguard.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** So many requests in a rolling window of thirty seconds: five, with a key fifty (NVD). */
final class RequestRate {

  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final int WITHOUT_KEY = 5;
  private static final int WITH_KEY = 50;

  private final Clock clock;
  private final Deque<Instant> asked = new ArrayDeque<>();

  RequestRate(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean allows(boolean hasKey) {
    Instant now = clock.instant();
    while (!asked.isEmpty() && asked.getFirst().isBefore(now.minus(WINDOW))) {
      asked.removeFirst();
    }
    if (asked.size() >= (hasKey ? WITH_KEY : WITHOUT_KEY)) {
      return false;
    }
    asked.addLast(now);
    return true;
  }
}
