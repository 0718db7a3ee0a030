package org.snowguard.core.triage;

import java.util.Locale;

/**
 * Where a suggestion stands. People move it to {@link #ACCEPTED}, {@link #DISMISSED} or {@link
 * #SNOOZED}; machines move it between the other three and never out of a state that people chose,
 * but through {@link Reopening}.
 */
public enum SuggestionState {
  /** Nobody decided; {@link Placement} says whether it is queued, folded away or in the backlog. */
  PENDING,
  ACCEPTED,
  DISMISSED,
  SNOOZED,
  /** A standing rule of the security team put it aside until the fix is shipped. */
  RULED,
  /** Every verdict in supported channels is mitigated or negative: automatic, not reviewed. */
  SETTLED,
  /** The record was rejected, or the link is gone. */
  WITHDRAWN;

  /** The spelling of every output. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether people, or a rule of theirs, put it there: machines leave it then. */
  public boolean isDecided() {
    return switch (this) {
      case ACCEPTED, DISMISSED, SNOOZED, RULED -> true;
      case PENDING, SETTLED, WITHDRAWN -> false;
    };
  }

  /** The state that a machine gives to a suggestion that nobody decided. */
  public static SuggestionState undecided(Placement placement) {
    return switch (placement) {
      case PENDING, WEAK, BACKLOG -> PENDING;
      case SETTLED -> SETTLED;
    };
  }

  /** The state after a machine saw the link at {@code placement}: a decision stays. */
  public SuggestionState placed(Placement placement) {
    return isDecided() ? this : undecided(placement);
  }

  /**
   * The state after the record was rejected or the link is gone. An accepted one stays: its draft
   * is flagged instead. What people dismissed or snoozed stays too, for there is nothing left to
   * look at.
   */
  public SuggestionState withdrawn() {
    return isDecided() ? this : WITHDRAWN;
  }
}
