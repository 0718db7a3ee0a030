package org.snowguard.core.rule;

import java.util.Optional;
import org.snowguard.core.verdict.Verdict;

/** What a rule says of a card of its project. */
public record StandingRule(RuleCondition condition, RuleAction action) {

  /** Decides about one card; who touched it before, and the rule's days, are the caller's. */
  public RuleOutcome decide(RuleCard card) {
    if (card.knownExploited()) {
      return new RuleOutcome.Leaves(RuleOutcome.Because.KNOWN_EXPLOITED);
    }
    if (card.packages().stream().map(RuleCard.CardPackage::verdict).noneMatch(Verdict::isOpen)) {
      return new RuleOutcome.Leaves(RuleOutcome.Because.NOTHING_OPEN);
    }
    return condition
        .refusal(card)
        .or(() -> nothingToWaitFor(card))
        .<RuleOutcome>map(RuleOutcome.Leaves::new)
        .orElseGet(() -> new RuleOutcome.Takes(action));
  }

  private Optional<RuleOutcome.Because> nothingToWaitFor(RuleCard card) {
    return switch (action) {
      case COLLECT -> Optional.empty();
      case SETTLE ->
          card.isFixedVersionKnown()
              ? Optional.empty()
              : Optional.of(RuleOutcome.Because.NO_FIXED_VERSION);
    };
  }
}
