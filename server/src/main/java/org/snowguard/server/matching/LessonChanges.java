package org.snowguard.server.matching;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.snowguard.core.match.TaughtName;

/**
 * Names of which people have just taught, or taken back, something: the records that give them wait
 * here to be matched again.
 */
public final class LessonChanges {

  private final LinkedBlockingQueue<TaughtName> waiting = new LinkedBlockingQueue<>();

  /** Only of what is committed. */
  void add(Collection<TaughtName> names) {
    waiting.addAll(names);
  }

  /** All that wait; sleeps until there are any. */
  Set<TaughtName> await() throws InterruptedException {
    Set<TaughtName> names = new HashSet<>();
    names.add(waiting.take());
    waiting.drainTo(names);
    return names;
  }
}
