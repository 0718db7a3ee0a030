package org.snowguard.core.triage;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a person, or a standing rule of people, decided about a suggestion, with the facts that it
 * holds for.
 */
public sealed interface Decision {
  DecisionFacts facts();

  /** It became part of a draft. */
  record Accepted(DecisionFacts facts) implements Decision {}

  /**
   * It was put away for a reason.
   *
   * @param reviewOn the day on which somebody looks again; null where the reason needs none
   */
  record Dismissed(
      DismissReason reason,
      @Nullable String note,
      @Nullable LocalDate reviewOn,
      DecisionFacts facts)
      implements Decision {
    public Dismissed {
      if (reason.needsNote() && (note == null || note.isBlank())) {
        throw new IllegalArgumentException(
            "dismissing as '%s' needs a note: say why".formatted(reason.label()));
      }
      if (reason.needsReviewDate() && reviewOn == null) {
        throw new IllegalArgumentException(
            "dismissing as '%s' needs a day of review: give one".formatted(reason.label()));
      }
    }
  }

  /**
   * It was put aside.
   *
   * @param until the day on which it comes back; null: when something changes
   */
  record Snoozed(@Nullable LocalDate until, DecisionFacts facts) implements Decision {}

  /**
   * A standing rule put it aside until every channel ships the version that mends it.
   *
   * @param rule number of the rule
   * @param until the day on which it comes back if that has not happened
   */
  record Ruled(long rule, LocalDate until, DecisionFacts facts) implements Decision {}
}
