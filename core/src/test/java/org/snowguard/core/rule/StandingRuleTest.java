package org.snowguard.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.snowguard.core.verdict.Verdict;

class StandingRuleTest {

  private static final RuleCondition ANY =
      new RuleCondition(null, null, Set.of(), Set.of(), Set.of(), Set.of(), false);

  @ParameterizedTest(name = "{0} to {1}, card {2}: {3}")
  @CsvSource(
      textBlock =
          """
          # from, to,   score, outcome
          ,       ,     ,      TAKES
          ,       ,     9.8,   TAKES
          ,       6.9,  6.9,   TAKES
          ,       6.9,  7.0,   SCORE
          ,       6.9,  ,      SCORE
          4,      ,     4.0,   TAKES
          4,      ,     3.9,   SCORE
          4,      6.9,  5.5,   TAKES
          """)
  void scoreIsWithinBothBoundsAndStated(
      @Nullable Double from, @Nullable Double to, @Nullable Double score, String outcome) {
    RuleCondition condition =
        new RuleCondition(from, to, Set.of(), Set.of(), Set.of(), Set.of(), false);
    assertThat(words(new StandingRule(condition, RuleAction.COLLECT), card(score, "local")))
        .isEqualTo(outcome);
  }

  @ParameterizedTest(name = "one of \"{0}\", card {1}: {2}")
  @CsvSource(
      textBlock =
          """
          # wanted,        stated,   outcome
          '',              network,  TAKES
          '',              ,         TAKES
          local,           local,    TAKES
          local physical,  physical, TAKES
          local physical,  network,  VECTOR
          local,           ,         VECTOR
          """)
  void vectorIsOneOfThoseChosenAndStated(String wanted, @Nullable String stated, String outcome) {
    RuleCondition condition =
        new RuleCondition(null, null, words(wanted), Set.of(), Set.of(), Set.of(), false);
    assertThat(words(new StandingRule(condition, RuleAction.COLLECT), card(5.0, stated)))
        .isEqualTo(outcome);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"complexity", "privileges", "interaction"})
  void everyElementOfTheVectorCounts(String element) {
    Set<String> other = Set.of("other");
    RuleCondition condition =
        new RuleCondition(
            null,
            null,
            Set.of(),
            element.equals("complexity") ? other : Set.of(),
            element.equals("privileges") ? other : Set.of(),
            element.equals("interaction") ? other : Set.of(),
            false);
    assertThat(words(new StandingRule(condition, RuleAction.COLLECT), card(5.0, "local")))
        .isEqualTo("VECTOR");
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      textBlock =
          """
          # action, packages,                            outcome
          SETTLE,   affected=6.1 affected=6.2,           TAKES
          SETTLE,   affected=6.1 not_affected= patched=, TAKES
          SETTLE,   affected=6.1 affected=,              NO_FIXED_VERSION
          SETTLE,   affected=6.1 unknown=6.1,            NO_FIXED_VERSION
          SETTLE,   not_affected=,                       NOTHING_OPEN
          COLLECT,  affected=,                           TAKES
          COLLECT,  unknown=,                            TAKES
          COLLECT,  acknowledged= patched=,              NOTHING_OPEN
          COLLECT,  '',                                  NOTHING_OPEN
          """)
  void settlingNeedsAVersionToWaitFor(RuleAction action, String packages, String outcome) {
    assertThat(words(new StandingRule(ANY, action), card(packages))).isEqualTo(outcome);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"affected=6.1, TAKES", "affected=, NO_FIXED_VERSION", "unknown=, NO_FIXED_VERSION"})
  void collectingMayAskForAFixedVersionToo(String packages, String outcome) {
    RuleCondition condition =
        new RuleCondition(null, null, Set.of(), Set.of(), Set.of(), Set.of(), true);
    assertThat(words(new StandingRule(condition, RuleAction.COLLECT), card(packages)))
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @EnumSource(RuleAction.class)
  void knownExploitedIsLeftToPeople(RuleAction action) {
    RuleCard exploited = new RuleCard(5.0, vector("local"), true, card("affected=6.1").packages());
    assertThat(words(new StandingRule(ANY, action), exploited)).isEqualTo("KNOWN_EXPLOITED");
  }

  @Test
  void boundsThatHoldForNoneAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new RuleCondition(7.0, 4.0, Set.of(), Set.of(), Set.of(), Set.of(), false))
        .withMessageContaining("from 7.0 to 4.0");
  }

  private static String words(StandingRule rule, RuleCard card) {
    return switch (rule.decide(card)) {
      case RuleOutcome.Takes takes -> {
        assertThat(takes.action()).isEqualTo(rule.action());
        yield "TAKES";
      }
      case RuleOutcome.Leaves leaves -> leaves.because().name();
    };
  }

  private static RuleCard card(@Nullable Double score, @Nullable String attack) {
    return new RuleCard(score, vector(attack), false, card("affected=6.1").packages());
  }

  private static RuleCard.Vector vector(@Nullable String attack) {
    return new RuleCard.Vector(attack, "low", "low", "none");
  }

  /** {@code affected=6.1 unknown=}: verdicts with the fixed version, if one is known. */
  private static RuleCard card(String packages) {
    List<RuleCard.CardPackage> read =
        words(packages).stream()
            .sorted()
            .map(
                word -> {
                  int equals = word.indexOf('=');
                  String fixed = word.substring(equals + 1);
                  return new RuleCard.CardPackage(
                      Verdict.valueOf(word.substring(0, equals).toUpperCase(Locale.ROOT)),
                      fixed.isEmpty() ? null : fixed);
                })
            .toList();
    return new RuleCard(5.0, vector("local"), false, read);
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(" "))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
  }
}
