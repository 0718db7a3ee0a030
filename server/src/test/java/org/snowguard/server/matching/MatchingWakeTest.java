package org.snowguard.server.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
  void hintWakesWithoutBeingAWish() throws InterruptedException {
    wake.hint();
    assertThat(wake.await(LONG)).isFalse();
  }
}
