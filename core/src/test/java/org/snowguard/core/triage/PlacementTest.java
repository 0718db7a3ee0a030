package org.snowguard.core.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.match.Tier;
import org.snowguard.core.verdict.Verdict;

class PlacementTest {

  @ParameterizedTest(name = "{0} link, {1}, published {2}, exploited {3}, backlog before {4}: {5}")
  @CsvSource(
      textBlock =
          """
          # tier,   verdicts,               published,  exploited, backlog,    placement
          LIKELY,   affected,               2024-05-01, false,     ,           pending
          POSSIBLE, unknown,                2024-05-01, false,     ,           pending
          POSSIBLE, not_affected unknown,   2024-05-01, false,     ,           pending
          LIKELY,   acknowledged affected,  2024-05-01, false,     ,           pending
          LIKELY,   not_affected,           2024-05-01, false,     ,           settled
          LIKELY,   not_affected patched,   2024-05-01, false,     ,           settled
          LIKELY,   acknowledged,           2024-05-01, false,     ,           settled
          LIKELY,   ,                       2024-05-01, false,     ,           settled
          WEAK,     affected,               2024-05-01, false,     ,           weak
          WEAK,     not_affected,           2024-05-01, false,     ,           settled
          WEAK,     affected,               2020-05-01, true,      2024-05-01, weak
          LIKELY,   affected,               2024-04-30, false,     2024-05-01, backlog
          LIKELY,   affected,               2024-05-01, false,     2024-05-01, pending
          LIKELY,   affected,               2020-01-01, true,      2024-05-01, pending
          LIKELY,   affected,               2020-01-01, false,     ,           pending
          LIKELY,   affected,               ,           false,     2024-05-01, pending
          LIKELY,   patched,                2020-01-01, false,     2024-05-01, settled
          """)
  void placesBySupportedVerdictsTierAndAge(
      Tier tier,
      @Nullable String verdicts,
      @Nullable String published,
      boolean knownExploited,
      @Nullable String backlogBefore,
      String placement) {
    assertThat(
            Placement.of(
                tier, verdictsOf(verdicts), dayOf(published), knownExploited, dayOf(backlogBefore)))
        .extracting(Placement::text)
        .isEqualTo(placement);
  }

  @ParameterizedTest(name = "{0} seen at {1} becomes {2}")
  @CsvSource(
      textBlock =
          """
          PENDING,   SETTLED, SETTLED
          SETTLED,   PENDING, PENDING
          PENDING,   WEAK,    PENDING
          SETTLED,   BACKLOG, PENDING
          WITHDRAWN, PENDING, PENDING
          WITHDRAWN, SETTLED, SETTLED
          ACCEPTED,  SETTLED, ACCEPTED
          DISMISSED, PENDING, DISMISSED
          SNOOZED,   SETTLED, SNOOZED
          """)
  void machinesMoveOnlyWhatNobodyDecided(
      SuggestionState before, Placement placement, SuggestionState after) {
    assertThat(before.placed(placement)).isEqualTo(after);
  }

  @ParameterizedTest(name = "{0} withdrawn is {1}")
  @CsvSource({
    "PENDING, WITHDRAWN",
    "SETTLED, WITHDRAWN",
    "ACCEPTED, ACCEPTED",
    "DISMISSED, DISMISSED",
    "SNOOZED, SNOOZED"
  })
  void withdrawalLeavesDecisions(SuggestionState before, SuggestionState after) {
    assertThat(before.withdrawn()).isEqualTo(after);
  }

  private static List<Verdict> verdictsOf(@Nullable String words) {
    return words == null
        ? List.of()
        : Arrays.stream(words.split(" "))
            .map(word -> Verdict.valueOf(word.toUpperCase(Locale.ROOT)))
            .toList();
  }

  private static @Nullable Instant dayOf(@Nullable String day) {
    return day == null ? null : Instant.parse(day + "T00:00:00Z");
  }
}
