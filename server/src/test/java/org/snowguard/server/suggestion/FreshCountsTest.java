package org.snowguard.server.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.server.TestDatabase;

class FreshCountsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final String ACT =
      """
      insert into event (at, kind, subject_kind, subject_id, subject_label)
      values ('2026-11-20T12:00:00Z', 'suggestion.dismissed', 'suggestion', 1, 'a card')
      """;

  private final AtomicInteger counted = new AtomicInteger();
  private final FreshCounts<String, Integer> counts =
      new FreshCounts<>(new SuggestionChanges(database.jdbi()), key -> counted.incrementAndGet());

  @Test
  void nothingIsCountedTwiceWhileNothingHappens() {
    assertThat(counts.of("a")).isEqualTo(counts.of("a"));
  }

  @Test
  void actionThatCommitsAfterALaterOneIsSeen() {
    try (Handle slow = database.jdbi().open();
        Handle quick = database.jdbi().open()) {
      slow.begin();
      slow.execute(ACT);
      quick.execute(ACT);
      int before = counts.of("a");
      slow.commit();
      assertThat(counts.of("a")).isEqualTo(before + 1);
    }
  }

  @Test
  void readersDoNotWaitForOneWhoCounts() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    FreshCounts<String, Integer> slow =
        new FreshCounts<>(
            new SuggestionChanges(database.jdbi()),
            key -> {
              if (counted.incrementAndGet() == 2) {
                begun.countDown();
                await(end);
              }
              return counted.get();
            });
    slow.of("a");
    act();
    Thread counting = Thread.ofVirtual().start(() -> slow.of("a"));
    await(begun);

    assertThat(slow.of("a")).isEqualTo(1);

    end.countDown();
    counting.join();
    assertThat(slow.of("a")).isEqualTo(2);
  }

  /** Each of its counts takes so long. */
  private FreshCounts<String, Integer> dear(Duration each, AtomicLong now, Executor beside) {
    return new FreshCounts<>(
        new SuggestionChanges(database.jdbi())::stamp,
        key -> {
          now.addAndGet(each.toNanos());
          return counted.incrementAndGet();
        },
        now::get,
        beside);
  }

  @Test
  void countThatTakesLongIsMadeBesideThePages() {
    AtomicLong now = new AtomicLong();
    Deque<Runnable> beside = new ArrayDeque<>();
    FreshCounts<String, Integer> dear = dear(Duration.ofMillis(100), now, beside::add);
    dear.of("a");
    act();
    assertThat(dear.of("a")).as("the first says nothing about how long one takes").isEqualTo(2);

    act();
    assertThat(dear.of("a")).as("just counted").isEqualTo(2);
    assertThat(beside).isEmpty();
    now.addAndGet(Duration.ofSeconds(3).toNanos());
    assertThat(dear.of("a")).isEqualTo(2);
    assertThat(dear.of("a")).isEqualTo(2);
    assertThat(beside).as("counted once however many ask").hasSize(1);

    beside.remove().run();
    assertThat(dear.of("a")).isEqualTo(3);
  }

  @Test
  void nothingOlderThanAMinuteIsShown() {
    AtomicLong now = new AtomicLong();
    FreshCounts<String, Integer> dear = dear(Duration.ofMillis(100), now, never -> {});
    dear.of("a");
    act();
    dear.of("a");
    act();
    now.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThat(dear.of("a")).isEqualTo(3);
  }

  /** Else everybody would count it at the same moment, once a minute. */
  @Test
  void countOfManySecondsIsMadeAgainBeforeItIsTooOldToShow() {
    AtomicLong now = new AtomicLong();
    Deque<Runnable> beside = new ArrayDeque<>();
    FreshCounts<String, Integer> dear = dear(Duration.ofSeconds(5), now, beside::add);
    dear.of("a");
    act();
    dear.of("a");
    act();
    now.addAndGet(Duration.ofSeconds(31).toNanos());
    assertThat(dear.of("a")).isEqualTo(2);
    assertThat(beside).hasSize(1);
  }

  /** As after a start, where many ask for the same. */
  @Test
  void firstCountIsMadeOnce() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    FreshCounts<String, Integer> slow = firstTakes(begun, end, () -> {});
    Thread counting = Thread.ofVirtual().start(() -> slow.of("a"));
    await(begun);
    AtomicInteger got = new AtomicInteger();
    Thread waiting = waiting(() -> got.set(slow.of("a")));

    end.countDown();
    counting.join();
    waiting.join();
    assertThat(got).hasValue(1);
    assertThat(counted).hasValue(1);
  }

  /** Whoever waits for another's count may hold the last connection, which that one needs. */
  @Test
  void whoHoldsAConnectionDoesNotWaitForTheFirstCount() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    FreshCounts<String, Integer> slow = firstTakes(begun, end, () -> {});
    Thread counting = Thread.ofVirtual().start(() -> slow.of("a"));
    await(begun);

    assertThat(database.transactions().<Integer>read(() -> slow.of("a"))).isEqualTo(2);

    end.countDown();
    counting.join();
  }

  @Test
  void whoWaitedForACountThatFailedCounts() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    FreshCounts<String, Integer> failing =
        firstTakes(
            begun,
            end,
            () -> {
              throw new IllegalStateException("the database is gone");
            });
    AtomicInteger failed = new AtomicInteger();
    Thread counting =
        Thread.ofVirtual()
            .uncaughtExceptionHandler((thread, error) -> failed.incrementAndGet())
            .start(() -> failing.of("a"));
    await(begun);
    AtomicInteger got = new AtomicInteger();
    Thread waiting = waiting(() -> got.set(failing.of("a")));

    end.countDown();
    counting.join();
    waiting.join();
    assertThat(failed).hasValue(1);
    assertThat(got).hasValue(2);
  }

  private static Thread waiting(Runnable asks) {
    Thread waiting = Thread.ofPlatform().start(asks);
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return waiting;
  }

  /** Its first count ends when it is let, with this. */
  private FreshCounts<String, Integer> firstTakes(
      CountDownLatch begun, CountDownLatch end, Runnable last) {
    return new FreshCounts<>(
        new SuggestionChanges(database.jdbi()),
        key -> {
          int number = counted.incrementAndGet();
          if (number == 1) {
            begun.countDown();
            await(end);
            last.run();
          }
          return number;
        });
  }

  private static void act() {
    database.jdbi().useHandle(handle -> handle.execute(ACT));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
