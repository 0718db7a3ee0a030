package org.snowguard.core.rule;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which cards of its project a rule speaks of. A bound or a choice never holds for a card whose
 * record does not state the value: what nobody rated is for people.
 *
 * @param minScore from this CVSS score on; null: no such bound
 * @param maxScore up to this one
 * @param attackVectors one of these, in words; empty: any, stated or not
 * @param fixedVersionKnown every package that is open is affected, and the record names its fix
 */
public record RuleCondition(
    @Nullable Double minScore,
    @Nullable Double maxScore,
    Set<String> attackVectors,
    Set<String> complexities,
    Set<String> privileges,
    Set<String> interactions,
    boolean fixedVersionKnown) {

  public RuleCondition {
    if (minScore != null && maxScore != null && minScore > maxScore) {
      throw new IllegalArgumentException(
          "a rule for scores from %s to %s holds for none".formatted(minScore, maxScore));
    }
    attackVectors = sorted(attackVectors);
    complexities = sorted(complexities);
    privileges = sorted(privileges);
    interactions = sorted(interactions);
  }

  private static Set<String> sorted(Set<String> values) {
    return Collections.unmodifiableSet(new TreeSet<>(values));
  }

  /** What about a card does not meet this; empty when all of it does. */
  Optional<RuleOutcome.Because> refusal(RuleCard card) {
    if (!isWithinBounds(card.score())) {
      return Optional.of(RuleOutcome.Because.SCORE);
    }
    RuleCard.Vector vector = card.vector();
    boolean meets =
        isChosen(attackVectors, vector.attack())
            && isChosen(complexities, vector.complexity())
            && isChosen(privileges, vector.privileges())
            && isChosen(interactions, vector.interaction());
    if (!meets) {
      return Optional.of(RuleOutcome.Because.VECTOR);
    }
    return fixedVersionKnown && !card.isFixedVersionKnown()
        ? Optional.of(RuleOutcome.Because.NO_FIXED_VERSION)
        : Optional.empty();
  }

  private boolean isWithinBounds(@Nullable Double score) {
    if (minScore == null && maxScore == null) {
      return true;
    }
    return score != null
        && (minScore == null || score >= minScore)
        && (maxScore == null || score <= maxScore);
  }

  private static boolean isChosen(Set<String> wanted, @Nullable String stated) {
    return wanted.isEmpty() || (stated != null && wanted.contains(stated));
  }
}
