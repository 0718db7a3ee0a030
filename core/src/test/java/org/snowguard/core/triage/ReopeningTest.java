package org.snowguard.core.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.verdict.Verdict;

class ReopeningTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

  @ParameterizedTest(name = "{0}: {1} -> {2}: {3}")
  @CsvSource(
      textBlock =
          """
          # reason,               then,                  now,                         why
          VERSION_NEVER_AFFECTED, foo=1.0:not_affected,  foo=2.0:affected,            BECAME_AFFECTED
          VERSION_NEVER_AFFECTED, foo=1.0:unknown,       foo=2.0:affected,            BECAME_AFFECTED
          VERSION_NEVER_AFFECTED, foo=1.0:not_affected,  foo=1.0:not_affected bar=1:affected, BECAME_AFFECTED
          VERSION_NEVER_AFFECTED, foo=1.0:affected,      foo=1.1:affected,            -
          VERSION_NEVER_AFFECTED, foo=1.0:not_affected,  foo=2.0:unknown,             -
          VERSION_NEVER_AFFECTED, foo=1.0:affected,      foo=2.0:not_affected,        -
          ALREADY_PATCHED,        foo=1.0:patched,       foo=1.0:affected,            BECAME_AFFECTED
          ALREADY_PATCHED,        foo=1.0:patched,       foo=1.0:patched,             -
          NOT_THE_SAME_SOFTWARE,  foo=1.0:not_affected,  foo=2.0:affected,            -
          NOT_THE_SAME_SOFTWARE,  foo=1.0:unknown,       foo=1.0:unknown bar=1:affected, -
          ONLY_ANOTHER_PLATFORM,  foo=1.0:unknown,       foo=2.0:affected,            -
          NOT_IN_NIXPKGS,         ,                      foo=2.0:unknown,             PACKAGED
          NOT_IN_NIXPKGS,         foo=1.0:unknown,       foo=2.0:affected,            -
          DUPLICATE,              foo=1.0:unknown,       foo=2.0:affected,            -
          """)
  void dismissalHoldsForThePackagesItWasMadeOn(
      DismissReason reason, @Nullable String then, String now, String why) {
    Decision decision = new Decision.Dismissed(reason, null, null, facts("a", then));

    assertThat(whyOf(Reopening.check(decision, facts("a", now), TODAY))).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_THE_SAME_SOFTWARE",
    "VERSION_NEVER_AFFECTED",
    "HOSTED_SERVICE_ONLY",
    "DUPLICATE",
    "REJECTED_OR_DISPUTED_UPSTREAM"
  })
  void everyDismissalReturnsWhenTheRecordChanges(DismissReason reason) {
    Decision decision = new Decision.Dismissed(reason, null, null, facts("old", null));

    assertThat(Reopening.check(decision, facts("new", null), TODAY))
        .contains(new Reopening(Reopening.Why.RECORD_CHANGED, List.of("title: new, was old")));
  }

  @ParameterizedTest(name = "to be reviewed on {0}: {1}")
  @CsvSource({"2026-03-02, -", "2026-03-01, REVIEW_DUE", "2025-12-31, REVIEW_DUE"})
  void acceptedRiskReturnsOnItsDay(LocalDate reviewOn, String why) {
    Decision decision =
        new Decision.Dismissed(DismissReason.RISK_ACCEPTED, null, reviewOn, facts("a", null));

    assertThat(whyOf(Reopening.check(decision, facts("a", null), TODAY))).isEqualTo(why);
  }

  @ParameterizedTest(name = "settled by a rule until {0}, {1} -> {2}: {3}")
  @CsvSource(
      textBlock =
          """
          2026-03-02, foo=1.0:affected,             foo=1.0:affected,             -
          2026-03-02, foo=1.0:affected,             foo=1.1:affected,             -
          2026-03-02, foo=1.0:affected,             foo=2.0:not_affected,         -
          2026-03-02, foo=1.0:affected,             foo=1.0:unknown,              -
          2026-03-02, foo=1.0:affected,             foo=1.0:affected bar=1:affected, BECAME_AFFECTED
          2026-03-02, foo=1.0:affected bar=1:patched, foo=1.0:affected bar=1:affected, BECAME_AFFECTED
          2026-03-01, foo=1.0:affected,             foo=1.0:affected,             RULE_DUE
          2025-12-31, foo=1.0:affected,             foo=1.0:affected,             RULE_DUE
          """)
  void whatARuleSettledWaitsForItsPackagesUntilItsDay(
      LocalDate until, String then, String now, String why) {
    Decision decision = new Decision.Ruled(3, until, facts("a", then));

    assertThat(whyOf(Reopening.check(decision, facts("a", now), TODAY))).isEqualTo(why);
    assertThat(whyOf(Reopening.check(decision, facts("b", now), TODAY)))
        .isEqualTo("RECORD_CHANGED");
  }

  @ParameterizedTest(name = "snoozed until {0}, {1} -> {2}: {3}")
  @CsvSource(
      textBlock =
          """
          2026-03-02, foo=1.0:affected, foo=2.0:affected,     -
          2026-03-01, foo=1.0:affected, foo=1.0:affected,     SNOOZE_OVER
          ,           foo=1.0:affected, foo=1.0:affected,     -
          ,           foo=1.0:affected, foo=2.0:not_affected, PACKAGES_CHANGED
          ,           foo=1.0:unknown,  foo=1.0:affected,     PACKAGES_CHANGED
          ,           foo=1.0:unknown,  ,                     PACKAGES_CHANGED
          ,           ,                 foo=1.0:unknown,      PACKAGES_CHANGED
          """)
  void snoozeEndsOnItsDayOrWithAChange(
      @Nullable LocalDate until, @Nullable String then, @Nullable String now, String why) {
    Decision decision = new Decision.Snoozed(until, facts("a", then));

    assertThat(whyOf(Reopening.check(decision, facts("a", now), TODAY))).isEqualTo(why);
  }

  @Test
  void snoozeUntilAChangeEndsWithTheRecord() {
    Decision decision = new Decision.Snoozed(null, facts("old", null));

    assertThat(whyOf(Reopening.check(decision, facts("new", null), TODAY)))
        .isEqualTo("RECORD_CHANGED");
  }

  @Test
  void acceptanceHoldsWhateverChanges() {
    Decision decision = new Decision.Accepted(facts("old", "foo=1.0:affected"));

    assertThat(Reopening.check(decision, facts("new", "foo=2.0:not_affected"), TODAY)).isEmpty();
  }

  @Test
  void namesEachPackageThatBecameAffected() {
    Decision decision =
        new Decision.Dismissed(
            DismissReason.ALREADY_PATCHED, null, null, facts("a", "foo=1.0:patched"));

    assertThat(
            Reopening.check(decision, facts("a", "foo=1.1:affected bar=3:affected"), TODAY)
                .orElseThrow()
                .differences())
        .containsExactly(
            "bar 3 in nixos-unstable is affected, was not there",
            "foo 1.1 in nixos-unstable is affected, was patched at 1.0");
  }

  private static String whyOf(Optional<Reopening> reopening) {
    return reopening.map(r -> r.why().name()).orElse("-");
  }

  private static DecisionFacts facts(String title, @Nullable String packages) {
    List<PackageFact> found =
        packages == null
            ? List.of()
            : Arrays.stream(packages.split(" ")).map(ReopeningTest::packageFact).toList();
    return new DecisionFacts(new RecordParts(Map.of("title", title)), found);
  }

  /** Reads {@code attribute=version:verdict}. */
  private static PackageFact packageFact(String text) {
    String[] parts = text.split("[=:]");
    return new PackageFact(
        "nixos-unstable", parts[0], parts[1], Verdict.valueOf(parts[2].toUpperCase(Locale.ROOT)));
  }
}
