package org.snowguard.server.app;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.server.ingest.Interruption;
import org.snowguard.server.web.StartupWork;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

/** Begins the features' work once pages answer, and interrupts it before the database closes. */
final class StartupWorkRunner
    implements ApplicationListener<ApplicationReadyEvent>, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(StartupWorkRunner.class);

  private final List<StartupWork> works;
  private final List<Thread> threads = new ArrayList<>();

  StartupWorkRunner(List<StartupWork> works) {
    this.works = List.copyOf(works);
  }

  @Override
  public synchronized void onApplicationEvent(ApplicationReadyEvent event) {
    for (StartupWork work : works) {
      threads.add(Thread.ofPlatform().name(work.name()).start(() -> run(work)));
    }
  }

  @Override
  public void start() {
    // The work begins later, when the web server answers.
  }

  @Override
  public synchronized void stop() {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    threads.clear();
  }

  @Override
  public boolean isRunning() {
    return true;
  }

  private static void run(StartupWork work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      log.info("Stopped before its end: {}", work.name());
    } catch (RuntimeException e) {
      if (Interruption.isCauseOf(e)) {
        log.info("Stopped before its end: {}", work.name());
        return;
      }
      log.error("Failed: {}. The next start tries again.", work.name(), e);
    }
  }
}
