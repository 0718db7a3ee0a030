package org.snowguard.server.matching;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.core.match.TaughtName;
import org.snowguard.server.web.StartupWork;

/** Uses lessons as soon as they are taught: matches again the records that they speak of. */
final class LessonWork implements StartupWork {

  /** Matches again the records that give one of these names. */
  interface Rematch {
    void ofNames(Set<TaughtName> names) throws InterruptedException;
  }

  private static final Logger log = LoggerFactory.getLogger(LessonWork.class);

  private final LessonChanges changes;
  private final Rematch rematch;

  LessonWork(LessonChanges changes, Rematch rematch) {
    this.changes = changes;
    this.rematch = rematch;
  }

  @Override
  public String name() {
    return "lessons";
  }

  @Override
  public void run() throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      Set<TaughtName> names = changes.await();
      try {
        rematch.ofNames(names);
      } catch (RuntimeException e) {
        log.warn("Could not use the lessons about {}; the next matching run does", names, e);
      }
    }
  }
}
