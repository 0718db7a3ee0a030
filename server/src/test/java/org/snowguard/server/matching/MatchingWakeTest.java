package org.snowguard.server.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MatchingWakeTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  private final MatchingWake wake = new MatchingWake();

  @Test
  void askingWakesAndIsTold() throws InterruptedException {
    wake.ask();
    wake.ask();
    assertThat(wake.await(LONG)).isTrue();
    assertThat(wake.await(Duration.ZERO)).isFalse();
  }

  @Test
  void lessonsOfTheNextSecondsAreFollowedTogether() throws InterruptedException {
    AtomicLong now = new AtomicLong();
    Deque<Runnable> later = new ArrayDeque<>();
    MatchingWake paced = new MatchingWake(now::get, (wait, work) -> later.add(work));
    paced.learn();
    assertThat(paced.await(Duration.ZERO)).as("the first at once").isTrue();

    paced.learn();
    paced.learn();
    assertThat(paced.await(Duration.ZERO)).isFalse();
    assertThat(later).hasSize(1);
    now.addAndGet(MatchingWake.GATHERED.toNanos());
    later.remove().run();
    assertThat(paced.await(LONG)).isTrue();

    now.addAndGet(MatchingWake.GATHERED.toNanos());
    paced.learn();
    assertThat(paced.await(Duration.ZERO)).as("nothing for a while before").isTrue();
  }

  @Test
  void hintWakesWithoutBeingAWish() throws InterruptedException {
    wake.hint();
    assertThat(wake.await(LONG)).isFalse();
  }
}
