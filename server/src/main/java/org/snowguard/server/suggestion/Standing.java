package org.snowguard.server.suggestion;

import java.util.Locale;
import org.snowguard.core.triage.Placement;

/**
 * Where a suggestion stands, as it is stored and shown: the state of {@link
 * org.snowguard.core.triage.SuggestionState} with the places of those that nobody decided told
 * apart.
 */
public enum Standing {
  PENDING,
  SETTLED,
  BACKLOG,
  WEAK,
  WITHDRAWN,
  ACCEPTED,
  DISMISSED,
  SNOOZED,
  /** A standing rule settled it: seen by everybody, until the fix is shipped or its day comes. */
  RULED;

  /** The spelling of every output. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether people, or a rule of theirs, put it there: machines leave it then. */
  public boolean isDecided() {
    return switch (this) {
      case ACCEPTED, DISMISSED, SNOOZED, RULED -> true;
      case PENDING, SETTLED, BACKLOG, WEAK, WITHDRAWN -> false;
    };
  }

  static Standing of(Placement placement) {
    return switch (placement) {
      case PENDING -> PENDING;
      case SETTLED -> SETTLED;
      case BACKLOG -> BACKLOG;
      case WEAK -> WEAK;
    };
  }

  static Standing parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
