package org.snowguard.server.matching;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.server.web.StartupWork;

/** Matches whenever something asks for it. */
final class MatchingWork implements StartupWork {

  private static final Logger log = LoggerFactory.getLogger(MatchingWork.class);

  private final MatchingWake wake;
  private final MatchingStage stage;

  MatchingWork(MatchingWake wake, MatchingStage stage) {
    this.wake = wake;
    this.stage = stage;
  }

  @Override
  public String name() {
    return "matching";
  }

  @Override
  public void run() throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      wake.await();
      try {
        stage.catchUp();
      } catch (RuntimeException e) {
        log.warn("Matching failed; what was not done waits for the next run", e);
      }
    }
  }
}
