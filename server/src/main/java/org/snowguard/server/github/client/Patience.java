package org.snowguard.server.github.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits until GitHub may be asked, if that is soon. */
final class Patience {

  /** A question that would wait longer is given up: its asker knows better what to do then. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Limits limits;
  private final Pause pause;
  private final Clock clock;

  Patience(Limits limits, Pause pause, Clock clock) {
    this.limits = limits;
    this.pause = pause;
    this.clock = clock;
  }

  void untilMayAsk() throws GitHubFailure, InterruptedException {
    Optional<Instant> wait = limits.waitToAsk();
    if (wait.isEmpty()) {
      return;
    }
    if (wait.get().isAfter(clock.instant().plus(LONGEST))) {
      throw GitHubFailure.answered("GitHub's limit is reached", 429, wait.get());
    }
    pause.until(wait.get());
  }
}
