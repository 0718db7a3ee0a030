package org.snowguard.server.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
    database.jdbi().useHandle(handle -> handle.execute(ACT));
    Thread counting = Thread.ofVirtual().start(() -> slow.of("a"));
    await(begun);

    assertThat(slow.of("a")).isEqualTo(1);

    end.countDown();
    counting.join();
    assertThat(slow.of("a")).isEqualTo(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
