package org.snowguard.server.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

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
}
