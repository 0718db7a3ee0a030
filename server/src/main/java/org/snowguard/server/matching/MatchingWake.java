package org.snowguard.server.matching;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Asks for a matching run on this node; several wishes before it begins are one. */
final class MatchingWake {

  static final Duration GATHERED = Duration.ofSeconds(10);

  /** Does something after a while. */
  interface Later {
    void after(Duration wait, Runnable work);
  }

  private final Ticker ticker;
  private final Later later;
  private final AtomicLong nextLessons;
  private final AtomicBoolean gathering = new AtomicBoolean();
  private final Semaphore permits = new Semaphore(0);
  private final AtomicBoolean asked = new AtomicBoolean();

  MatchingWake() {
    this(
        Ticker.systemTicker(),
        (wait, work) ->
            CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS).execute(work));
  }

  MatchingWake(Ticker ticker, Later later) {
    this.ticker = ticker;
    this.later = later;
    nextLessons = new AtomicLong(ticker.read());
  }

  void ask() {
    asked.set(true);
    permits.release();
  }

  /**
   * People taught something. The first lesson is followed at once; those of the next seconds are
   * followed together: where a team decides many times a second, each run over what one lesson
   * touches would take the time of the pages.
   */
  void learn() {
    long now = ticker.read();
    long free = nextLessons.get();
    if (now < free) {
      if (gathering.compareAndSet(false, true)) {
        later.after(Duration.ofNanos(free - now), this::learned);
      }
    } else if (nextLessons.compareAndSet(free, now + GATHERED.toNanos())) {
      ask();
    } else {
      learn();
    }
  }

  private void learned() {
    nextLessons.set(ticker.read() + GATHERED.toNanos());
    gathering.set(false);
    ask();
  }

  /** There may be something to match, but nobody on this node asks for it. */
  void hint() {
    permits.release();
  }

  /**
   * Sleeps until somebody asks or hints, or for this long.
   *
   * @return whether somebody asked
   */
  boolean await(Duration atMost) throws InterruptedException {
    if (permits.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      permits.drainPermits();
    }
    return asked.getAndSet(false);
  }
}
