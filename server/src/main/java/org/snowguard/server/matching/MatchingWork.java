package org.snowguard.server.matching;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.server.web.StartupWork;

/**
 * Matches whenever something asks for it, again where that failed, and every minute what other
 * nodes have left.
 */
final class MatchingWork implements StartupWork {

  static final Duration POLL = Duration.ofMinutes(1);
  static final Duration RETRY = Duration.ofSeconds(15);
  private static final Logger log = LoggerFactory.getLogger(MatchingWork.class);

  /** Sleeps until somebody asks, or for a while; tells whether somebody asked. */
  interface Waiting {
    boolean await(Duration atMost) throws InterruptedException;
  }

  private final Waiting waiting;
  private final MatchingStage stage;

  MatchingWork(Waiting waiting, MatchingStage stage) {
    this.waiting = waiting;
    this.stage = stage;
  }

  @Override
  public String name() {
    return "matching";
  }

  @Override
  public void run() throws InterruptedException {
    boolean failed = false;
    while (!Thread.currentThread().isInterrupted()) {
      boolean asked = waiting.await(failed ? RETRY : POLL);
      try {
        if (asked || failed) {
          stage.catchUp();
        } else {
          stage.poll();
        }
        failed = false;
      } catch (RuntimeException e) {
        failed = true;
        log.warn("Matching failed; it is tried again in {} seconds", RETRY.toSeconds(), e);
      }
    }
  }
}
