package org.snowguard.server.suggestion;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.triage.Decision;
import org.snowguard.core.triage.DecisionFacts;
import org.snowguard.core.triage.DismissReason;

/**
 * What people did to a suggestion: all of it, so that putting back an earlier one undoes exactly.
 *
 * @param snoozedUntil while snoozed: the day of return, or null for "until it changes"
 * @param decisionFacts what the decision was made on; null while nothing is decided
 * @param changedSince why it came back after a decision, in words
 * @param rule number of the standing rule that decided, or null: a person did, or nobody
 */
record Overlay(
    Standing state,
    boolean linkedByHand,
    boolean takenFromBacklog,
    List<String> removedAttributes,
    @Nullable Long decidedBy,
    @Nullable Instant decidedAt,
    @Nullable DismissReason dismissReason,
    @Nullable String note,
    @Nullable LocalDate snoozedUntil,
    @Nullable LocalDate reviewOn,
    @Nullable DecisionFacts decisionFacts,
    @Nullable String changedSince,
    @Nullable Long rule) {

  Overlay {
    removedAttributes = List.copyOf(removedAttributes);
  }

  static Overlay untouched(Standing state) {
    return new Overlay(
        state, false, false, List.of(), null, null, null, null, null, null, null, null, null);
  }

  /** The decision that stands, if any. */
  Optional<Decision> decision() {
    DecisionFacts facts = decisionFacts;
    if (facts == null) {
      return Optional.empty();
    }
    return switch (state) {
      case ACCEPTED -> Optional.of(new Decision.Accepted(facts));
      case SNOOZED -> Optional.of(new Decision.Snoozed(snoozedUntil, facts));
      case DISMISSED ->
          Optional.of(
              new Decision.Dismissed(
                  dismissReason == null ? DismissReason.OTHER : dismissReason,
                  note == null ? "-" : note,
                  reviewOn,
                  facts));
      case RULED ->
          Optional.of(
              new Decision.Ruled(
                  Objects.requireNonNull(rule), Objects.requireNonNull(snoozedUntil), facts));
      case PENDING, SETTLED, BACKLOG, WEAK, WITHDRAWN -> Optional.empty();
    };
  }

  /** The same, decided. */
  Overlay decided(Decision decision, long by, Instant at) {
    return switch (decision) {
      case Decision.Accepted accepted ->
          decided(Standing.ACCEPTED, by, at, null, null, null, null, accepted.facts());
      case Decision.Dismissed dismissed ->
          decided(
              Standing.DISMISSED,
              by,
              at,
              dismissed.reason(),
              dismissed.note(),
              null,
              dismissed.reviewOn(),
              dismissed.facts());
      case Decision.Snoozed snoozed ->
          decided(Standing.SNOOZED, by, at, null, null, snoozed.until(), null, snoozed.facts());
      case Decision.Ruled ruled ->
          decided(Standing.RULED, by, at, null, null, ruled.until(), null, ruled.facts());
    };
  }

  /** The same, decided by a rule in the name of its author. */
  Overlay decidedByRule(Decision decision, long number, String reason, long author, Instant at) {
    Overlay decided = decided(decision, author, at);
    return new Overlay(
        decided.state,
        linkedByHand,
        takenFromBacklog,
        removedAttributes,
        author,
        at,
        null,
        reason,
        decided.snoozedUntil,
        null,
        decided.decisionFacts,
        null,
        number);
  }

  /** Decided no more, and nothing left to decide. */
  Overlay ended(Standing standing) {
    return untouched(standing).placed(standing, linkedByHand, takenFromBacklog, removedAttributes);
  }

  private Overlay decided(
      Standing decided,
      long by,
      Instant at,
      @Nullable DismissReason reason,
      @Nullable String text,
      @Nullable LocalDate until,
      @Nullable LocalDate review,
      DecisionFacts facts) {
    return new Overlay(
        decided,
        linkedByHand,
        takenFromBacklog,
        removedAttributes,
        by,
        at,
        reason,
        text,
        until,
        review,
        facts,
        null,
        null);
  }

  /** Decided no more; who decided what before stays to be read. */
  Overlay returned(Standing standing, String why) {
    return new Overlay(
        standing,
        linkedByHand,
        takenFromBacklog,
        removedAttributes,
        decidedBy,
        decidedAt,
        dismissReason,
        note,
        null,
        null,
        null,
        why,
        null);
  }

  Overlay at(Standing standing) {
    return placed(standing, linkedByHand, takenFromBacklog, removedAttributes);
  }

  Overlay without(String attribute) {
    List<String> removed = new ArrayList<>(removedAttributes);
    removed.add(attribute);
    removed.sort(null);
    return placed(state, linkedByHand, takenFromBacklog, removed);
  }

  Overlay with(String attribute) {
    List<String> removed = removedAttributes.stream().filter(a -> !a.equals(attribute)).toList();
    return placed(state, linkedByHand, takenFromBacklog, removed);
  }

  Overlay taken() {
    return placed(Standing.PENDING, linkedByHand, true, removedAttributes);
  }

  Overlay linked() {
    return placed(Standing.PENDING, true, takenFromBacklog, removedAttributes);
  }

  /** Elsewhere or otherwise; what was decided stays. */
  private Overlay placed(
      Standing standing, boolean byHand, boolean fromBacklog, List<String> removed) {
    return new Overlay(
        standing,
        byHand,
        fromBacklog,
        removed,
        decidedBy,
        decidedAt,
        dismissReason,
        note,
        snoozedUntil,
        reviewOn,
        decisionFacts,
        changedSince,
        rule);
  }
}
