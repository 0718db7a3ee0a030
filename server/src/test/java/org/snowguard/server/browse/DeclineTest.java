package org.snowguard.server.browse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowguard.server.browse.Decline.Point;
import org.snowguard.server.browse.Decline.Published;
import org.snowguard.server.browse.Decline.SeverityChange;

class DeclineTest {

  private static final LocalDate END = LocalDate.parse("2026-06-30");

  private static Decline until(String today, Published... published) {
    return Decline.of(END, LocalDate.parse(today), List.of(published));
  }

  @Test
  void countsThenAndNowBySeverity() {
    Decline decline =
        until(
            "2026-11-20",
            new Published("critical", null, 3),
            new Published("critical", LocalDate.parse("2026-08-02"), 2),
            new Published("low", LocalDate.parse("2026-11-20"), 1));
    assertThat(decline.severities())
        .containsExactly(
            new SeverityChange("critical", 3, 5),
            new SeverityChange("high", 0, 0),
            new SeverityChange("medium", 0, 0),
            new SeverityChange("low", 0, 1),
            new SeverityChange("not stated", 0, 0));
    assertThat(decline.then()).isEqualTo(3);
    assertThat(decline.now()).isEqualTo(6);
  }

  @Test
  void pointsGoByMonthUpToToday() {
    Decline decline =
        until(
            "2026-08-15",
            new Published("high", null, 1),
            new Published("high", LocalDate.parse("2026-07-30"), 1),
            new Published("high", LocalDate.parse("2026-08-01"), 2));
    assertThat(decline.points())
        .containsExactly(
            new Point(END, 1),
            new Point(LocalDate.parse("2026-07-30"), 2),
            new Point(LocalDate.parse("2026-08-15"), 4));
    assertThat(decline.points()).extracting(point -> decline.height(point, 80)).contains(20L, 80L);
  }

  @Test
  void longDeclineGoesByYear() {
    assertThat(until("2036-07-01").points()).hasSize(12);
  }

  @Test
  void nothingAffectedIsFlat() {
    Decline decline = until("2026-07-15");
    assertThat(decline.points()).extracting(point -> decline.height(point, 80)).containsOnly(0L);
  }
}
