package org.snowguard.core.triage;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** Why a person dismissed a suggestion: the listed set of every page and output. */
public enum DismissReason {
  NOT_THE_SAME_SOFTWARE("not the same software", Lesson.ANTI_ALIAS),
  VERSION_NEVER_AFFECTED("version never affected", Lesson.CONFIRMS_ALIAS),
  ALREADY_PATCHED("already patched", Lesson.CONFIRMS_ALIAS),
  ONLY_ANOTHER_PLATFORM("only another platform", Lesson.CONFIRMS_ALIAS),
  HOSTED_SERVICE_ONLY("hosted service only", Lesson.NOTHING),
  NOT_IN_NIXPKGS("not in nixpkgs", Lesson.NOTHING),
  DUPLICATE("duplicate", Lesson.NOTHING),
  REJECTED_OR_DISPUTED_UPSTREAM("rejected or disputed upstream", Lesson.NOTHING),
  RISK_ACCEPTED("risk accepted", Lesson.CONFIRMS_ALIAS),
  OTHER("other", Lesson.NOTHING);

  private static final int REVIEW_AFTER_DAYS = 180;

  private final String label;
  private final Lesson lesson;

  DismissReason(String label, Lesson lesson) {
    this.label = label;
    this.lesson = lesson;
  }

  /** For people: {@code not the same software}. */
  public String label() {
    return label;
  }

  /** The spelling of every output: {@code not_the_same_software}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What matching learns from it. */
  public Lesson lesson() {
    return lesson;
  }

  /** Whether it says nothing without a note. */
  public boolean needsNote() {
    return this == OTHER;
  }

  /** Whether it holds only until a day on which somebody looks again. */
  public boolean needsReviewDate() {
    return this == RISK_ACCEPTED;
  }

  /**
   * Whether it says that the flaw is none of what nixpkgs ships, so that an acceptance opposes it.
   */
  public boolean deniesTheFlaw() {
    return switch (this) {
      case NOT_THE_SAME_SOFTWARE,
          VERSION_NEVER_AFFECTED,
          ALREADY_PATCHED,
          ONLY_ANOTHER_PLATFORM,
          HOSTED_SERVICE_ONLY,
          NOT_IN_NIXPKGS,
          REJECTED_OR_DISPUTED_UPSTREAM ->
          true;
      case DUPLICATE, RISK_ACCEPTED, OTHER -> false;
    };
  }

  /** Whether it claims something of the versions in nixpkgs, which a bump can make untrue. */
  boolean claimsVersionsAreSafe() {
    return this == VERSION_NEVER_AFFECTED || this == ALREADY_PATCHED;
  }

  /** The day of review that the form proposes, for reasons that need one. */
  public Optional<LocalDate> proposedReviewDate(LocalDate decidedOn) {
    return needsReviewDate()
        ? Optional.of(decidedOn.plusDays(REVIEW_AFTER_DAYS))
        : Optional.empty();
  }
}
