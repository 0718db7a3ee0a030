package org.snowguard.server.ingest;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.server.web.StartupWork;

/**
 * Hears of changes that any node has committed (LISTEN), so that those who follow them begin at
 * once. A connection that breaks is opened again; what was missed in between is found by polling.
 */
final class ChangeListener implements StartupWork {

  private static final Logger log = LoggerFactory.getLogger(ChangeListener.class);
  private static final Duration TO_COME_BACK = Duration.ofSeconds(5);

  private final ChangeNewsStore store;
  private final Arrivals arrivals;

  ChangeListener(Jdbi jdbi, Arrivals arrivals) {
    store = new ChangeNewsStore(jdbi, ChangeNewsStore.TO_NOTICE_SILENCE);
    this.arrivals = arrivals;
  }

  @Override
  public String name() {
    return "change listener";
  }

  @Override
  public void run() throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        store.listen(arrivals::changesCommitted);
      } catch (RuntimeException e) {
        log.warn("No news of changes for {}: {}", TO_COME_BACK, e.getMessage());
        TimeUnit.MILLISECONDS.sleep(TO_COME_BACK.toMillis());
      }
    }
  }
}
