package org.snowguard.core.dwell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DwellTimeTest {

  private static final Instant NOW = day(31);

  /** A day of January 2026. */
  private static Instant day(int day) {
    return LocalDate.of(2026, 1, day).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static @Nullable Instant dayOrNull(@Nullable Integer day) {
    return day == null ? null : day(day);
  }

  /** All moments are days of January; it is the 31st. */
  @ParameterizedTest(
      name = "{0}: notified {1} public {2} fix {3} affected {4} released {5} followed {6} {7} {8}")
  @CsvSource(
      textBlock =
          """
          # start,       notified, public, fix, affected, released, followed, end,           ended, days or why left out
          public,        6,        5,      ,    1,        ,         1,        fixed,         9,     4
          notified,      6,        5,      ,    1,        ,         1,        fixed,         9,     3
          upstream_fix,  6,        5,      7,   1,        ,         1,        fixed,         9,     2
          # the clock starts at the latest of the three
          public,        6,        5,      ,    8,        ,         1,        fixed,         9,     1
          public,        6,        5,      ,    1,        7,        1,        fixed,         9,     2
          public,        6,        5,      ,    8,        7,        1,        fixed,         10,    2
          public,        6,        5,      ,    ,         ,         1,        fixed,         9,     4
          # what waits still, or ended otherwise, waited at least so long
          public,        6,        5,      ,    1,        ,         1,        open,          ,      26+
          public,        6,        5,      ,    1,        ,         1,        accepted_risk, 9,     4+
          public,        6,        5,      ,    1,        ,         1,        will_not_fix,  9,     4+
          public,        6,        5,      ,    1,        ,         1,        acknowledged,  9,     4+
          public,        6,        5,      ,    1,        ,         1,        removed,       9,     4+
          public,        6,        5,      ,    1,        ,         1,        end_of_life,   9,     4+
          # fixed before anybody could know
          public,        6,        5,      ,    1,        ,         1,        fixed,         4,     0
          # left out
          public,        6,        5,      ,    1,        ,         1,        not_affected,  9,     not_affected
          public,        6,        5,      ,    5,        ,         6,        fixed,         9,     before_we_looked
          notified,      7,        5,      ,    6,        ,         6,        fixed,         9,     before_we_looked
          public,        6,        6,      ,    1,        ,         6,        fixed,         9,     3
          public,        6,        ,       ,    1,        ,         1,        fixed,         9,     no_start
          notified,      6,        ,       ,    1,        ,         1,        fixed,         9,     3
          upstream_fix,  6,        5,      ,    1,        ,         1,        open,          ,      no_start
          public,        6,        5,      ,    1,        ,         1,        fixed,         ,      no_end
          """)
  void isCountedFromTheLatestOfThreeMoments(
      String start,
      int notified,
      @Nullable Integer published,
      @Nullable Integer fix,
      @Nullable Integer affected,
      @Nullable Integer released,
      int followed,
      String end,
      @Nullable Integer ended,
      String expected) {
    Map<Milestone, Instant> milestones = new EnumMap<>(Milestone.class);
    if (published != null) {
      milestones.put(Milestone.PUBLIC, day(published));
    }
    DwellFacts facts =
        new DwellFacts(
            milestones,
            dayOrNull(fix),
            day(notified),
            dayOrNull(affected),
            dayOrNull(released),
            day(followed),
            DwellEnd.valueOf(end.toUpperCase(Locale.ROOT)),
            dayOrNull(ended));

    assertThat(text(DwellTime.of(facts, DwellStart.of(start).orElseThrow(), NOW)))
        .isEqualTo(expected);
  }

  private static String text(DwellTime time) {
    return switch (time) {
      case DwellTime.Counted counted -> counted.time().toDays() + (counted.ended() ? "" : "+");
      case DwellTime.LeftOut left -> left.reason().text();
    };
  }

  private static DwellFacts facts(Map<Milestone, Instant> milestones, DwellEnd end) {
    return new DwellFacts(
        milestones, null, day(1), day(1), null, day(1), end, end == DwellEnd.OPEN ? null : day(20));
  }

  /** What is not open ended on the 20th. */
  @ParameterizedTest
  @CsvSource({
    "2, 5, fixed, 3",
    "2, 5, open, 3",
    "2, , open, 29+",
    "2, , fixed, ",
    ", 5, fixed, ",
    "5, 2, fixed, 0",
    "2, 5, not_affected, ",
    // What ended otherwise stood in the stage at least until then.
    "2, , will_not_fix, 18+",
    "2, , end_of_life, 18+",
    "2, , removed, 18+",
    "2, , accepted_risk, 18+",
    "2, , acknowledged, 18+",
    "2, 5, end_of_life, 3",
    // Afterwards nobody waited any more.
    "2, 22, end_of_life, 18+",
    "21, 22, end_of_life, ",
    "21, , end_of_life, ",
  })
  void aStageIsTheTimeBetweenTwoMilestones(
      @Nullable Integer from, @Nullable Integer to, String end, @Nullable String expected) {
    Map<Milestone, Instant> milestones = new EnumMap<>(Milestone.class);
    if (from != null) {
      milestones.put(Milestone.PULL_REQUEST, day(from));
    }
    if (to != null) {
      milestones.put(Milestone.MERGED, day(to));
    }

    String observed =
        new Stage(Milestone.PULL_REQUEST, Milestone.MERGED)
            .observe(facts(milestones, DwellEnd.valueOf(end.toUpperCase(Locale.ROOT))), NOW)
            .map(one -> (long) one.time() + (one.ended() ? "" : "+"))
            .orElse(null);

    assertThat(observed).isEqualTo(expected);
  }

  @Test
  void theWayHasSevenStages() {
    assertThat(Stage.all())
        .extracting(stage -> stage.from().text() + " " + stage.to().text())
        .containsExactly(
            "public suggestion",
            "suggestion draft",
            "draft published",
            "published pull_request",
            "pull_request merged",
            "merged branch",
            "branch channel");
  }

  @Test
  void daysHaveFractions() {
    assertThat(new DwellTime.Counted(day(1), Duration.ofHours(36), true).days()).isEqualTo(1.5);
  }
}
