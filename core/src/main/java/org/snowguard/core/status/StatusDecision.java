package org.snowguard.core.status;

import java.util.Optional;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.triage.DismissReason;

/**
 * What people decided on the whole of it.
 *
 * @param text in words
 */
public record StatusDecision(Says says, String text) {

  /** What follows for a package that would be open without it. */
  public enum Says {
    NOT_AFFECTED,
    FIXED,
    /** The work is done: fixes nothing that the verdict still calls open. */
    DONE,
    ACCEPTED_RISK
  }

  /** Of a dismissal; empty where its reason says nothing of what is shipped. */
  public static Optional<StatusDecision> of(DismissReason reason) {
    return switch (reason) {
      case NOT_THE_SAME_SOFTWARE,
          VERSION_NEVER_AFFECTED,
          ONLY_ANOTHER_PLATFORM,
          HOSTED_SERVICE_ONLY,
          NOT_IN_NIXPKGS,
          REJECTED_OR_DISPUTED_UPSTREAM ->
          dismissed(Says.NOT_AFFECTED, reason);
      case ALREADY_PATCHED -> dismissed(Says.FIXED, reason);
      case RISK_ACCEPTED -> dismissed(Says.ACCEPTED_RISK, reason);
      case DUPLICATE, OTHER -> Optional.empty();
    };
  }

  /** Of an issue that a person closed; empty where the reason says nothing of what is shipped. */
  public static Optional<StatusDecision> of(CloseReason reason) {
    return switch (reason) {
      case FIXED -> closed(Says.DONE, reason);
      case NOT_AFFECTED -> closed(Says.NOT_AFFECTED, reason);
      case WILL_NOT_FIX -> closed(Says.ACCEPTED_RISK, reason);
      case DUPLICATE, WITHDRAWN -> Optional.empty();
    };
  }

  private static Optional<StatusDecision> dismissed(Says says, DismissReason reason) {
    return Optional.of(new StatusDecision(says, "dismissed: " + reason.label()));
  }

  private static Optional<StatusDecision> closed(Says says, CloseReason reason) {
    return Optional.of(new StatusDecision(says, "closed: " + reason.label()));
  }
}
