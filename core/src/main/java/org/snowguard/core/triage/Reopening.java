package org.snowguard.core.triage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snowguard.core.verdict.Verdict;

/**
 * Why a suggestion that somebody put away comes back to the queue.
 *
 * @param differences what is different from the facts of the decision, one line each, never empty
 */
public record Reopening(Why why, List<String> differences) {
  /** The kinds of reason. */
  public enum Why {
    RECORD_CHANGED,
    BECAME_AFFECTED,
    PACKAGED,
    REVIEW_DUE,
    SNOOZE_OVER,
    PACKAGES_CHANGED,
    /** Attackers use it: no rule may keep it from people. */
    KNOWN_EXPLOITED,
    /** The day came before the channels reached the fixed version. */
    RULE_DUE,
    /** Nobody stands behind the rule any more. */
    RULE_ENDED
  }

  public Reopening {
    differences = List.copyOf(differences);
  }

  /**
   * Whether a decision still holds: empty when it does. A dismissal holds for the facts that it was
   * made on; an acceptance holds always, for changes flag its draft instead.
   */
  public static Optional<Reopening> check(Decision decision, DecisionFacts now, LocalDate today) {
    return switch (decision) {
      case Decision.Accepted _ -> Optional.empty();
      case Decision.Dismissed dismissed -> ofDismissed(dismissed, now, today);
      case Decision.Snoozed snoozed -> ofSnoozed(snoozed, now, today);
      case Decision.Ruled ruled -> ofRuled(ruled, now, today);
    };
  }

  private static Optional<Reopening> ofDismissed(
      Decision.Dismissed dismissed, DecisionFacts now, LocalDate today) {
    DecisionFacts then = dismissed.facts();
    return recordChanged(then, now)
        .or(
            () ->
                dismissed.reason().claimsVersionsAreSafe()
                    ? because(Why.BECAME_AFFECTED, becameAffected(then, now))
                    : Optional.empty())
        .or(
            () ->
                dismissed.reason() == DismissReason.NOT_IN_NIXPKGS
                    ? because(Why.PACKAGED, appeared(then, now))
                    : Optional.empty())
        .or(() -> reviewDue(dismissed, today));
  }

  private static Optional<Reopening> ofSnoozed(
      Decision.Snoozed snoozed, DecisionFacts now, LocalDate today) {
    LocalDate until = snoozed.until();
    if (until != null) {
      return today.isBefore(until)
          ? Optional.empty()
          : because(Why.SNOOZE_OVER, List.of("snoozed until " + until));
    }
    return recordChanged(snoozed.facts(), now)
        .or(() -> because(Why.PACKAGES_CHANGED, packagesChanged(snoozed.facts(), now)));
  }

  /** A rule waits for the packages that it saw; what joins them is for people. */
  private static Optional<Reopening> ofRuled(
      Decision.Ruled ruled, DecisionFacts now, LocalDate today) {
    return recordChanged(ruled.facts(), now)
        .or(() -> because(Why.BECAME_AFFECTED, becameAffected(ruled.facts(), now)))
        .or(
            () ->
                today.isBefore(ruled.until())
                    ? Optional.empty()
                    : because(
                        Why.RULE_DUE,
                        List.of("the fixed version was not reached by " + ruled.until())));
  }

  private static Optional<Reopening> recordChanged(DecisionFacts then, DecisionFacts now) {
    return because(Why.RECORD_CHANGED, then.record().differences(now.record()));
  }

  private static Optional<Reopening> reviewDue(Decision.Dismissed dismissed, LocalDate today) {
    LocalDate reviewOn = dismissed.reviewOn();
    return reviewOn == null || today.isBefore(reviewOn)
        ? Optional.empty()
        : because(Why.REVIEW_DUE, List.of("to be reviewed on " + reviewOn));
  }

  /** Packages whose verdict is affected now and was not, or that were not there. */
  private static List<String> becameAffected(DecisionFacts then, DecisionFacts now) {
    List<String> lines = new ArrayList<>();
    for (PackageFact fact : now.packages()) {
      Optional<PackageFact> before = then.find(fact);
      boolean wasAffected = before.filter(b -> b.verdict() == Verdict.AFFECTED).isPresent();
      if (fact.verdict() == Verdict.AFFECTED && !wasAffected) {
        lines.add(fact.named() + " is affected, " + was(before));
      }
    }
    return lines;
  }

  private static List<String> appeared(DecisionFacts then, DecisionFacts now) {
    return now.packages().stream()
        .filter(fact -> then.find(fact).isEmpty())
        .map(fact -> fact.named() + " is packaged now")
        .toList();
  }

  private static List<String> packagesChanged(DecisionFacts then, DecisionFacts now) {
    List<String> lines = new ArrayList<>();
    for (PackageFact fact : now.packages()) {
      Optional<PackageFact> before = then.find(fact);
      if (!before.equals(Optional.of(fact))) {
        lines.add("%s is %s, %s".formatted(fact.named(), fact.verdict().text(), was(before)));
      }
    }
    then.packages().stream()
        .filter(fact -> now.find(fact).isEmpty())
        .forEach(fact -> lines.add(fact.named() + " is gone"));
    return lines;
  }

  private static String was(Optional<PackageFact> before) {
    return before
        .map(fact -> "was %s at %s".formatted(fact.verdict().text(), fact.version()))
        .orElse("was not there");
  }

  private static Optional<Reopening> because(Why why, List<String> differences) {
    return differences.isEmpty() ? Optional.empty() : Optional.of(new Reopening(why, differences));
  }
}
