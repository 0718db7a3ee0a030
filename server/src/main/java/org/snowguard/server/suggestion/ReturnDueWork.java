package org.snowguard.server.suggestion;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.server.web.StartupWork;

/** Looks every minute for what is due. */
final class ReturnDueWork implements StartupWork {

  private static final Logger log = LoggerFactory.getLogger(ReturnDueWork.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final ReturnDue returnDue;

  ReturnDueWork(ReturnDue returnDue) {
    this.returnDue = returnDue;
  }

  @Override
  public String name() {
    return "due snoozes and reviews";
  }

  @Override
  public void run() throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        returnDue.run();
      } catch (RuntimeException e) {
        log.warn("Could not look for due snoozes and reviews; the next minute tries again", e);
      }
      Thread.sleep(PAUSE);
    }
  }
}
