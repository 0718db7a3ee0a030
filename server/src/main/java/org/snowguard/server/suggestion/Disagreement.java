package org.snowguard.server.suggestion;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.triage.Lesson;

/** Which decisions cannot both be true of one project, and what is asked of people then. */
final class Disagreement {

  private static final String BEGINNING =
      "Two decisions disagree since their projects became one: ";

  private Disagreement() {}

  /**
   * An acceptance opposes a dismissal that denies the flaw here; a reason that confirms the name
   * opposes one that denies it. What is only put aside opposes nothing.
   */
  static boolean between(Overlay one, Overlay other) {
    return opposes(one, other) || opposes(other, one);
  }

  private static boolean opposes(Overlay denying, Overlay other) {
    return (denies(denying) && isAccepted(other))
        || (lesson(denying) == Lesson.ANTI_ALIAS && lesson(other) == Lesson.CONFIRMS_ALIAS);
  }

  /** The question to people, with both decisions. */
  static String question(StoredSuggestion one, StoredSuggestion other) {
    return BEGINNING + words(one) + ", " + words(other);
  }

  /** The question that a card which came back asks still, once a decision takes its place. */
  static Optional<String> stillAsked(StoredSuggestion cameBack, StoredSuggestion moving) {
    String since = cameBack.overlay().changedSince();
    if (since == null) {
      return Optional.empty();
    }
    if (!moving.standing().isDecided()) {
      return Optional.of(since);
    }
    if (since.startsWith(BEGINNING)) {
      return Optional.of(since + ", " + words(moving));
    }
    return between(cameBack.overlay(), moving.overlay())
        ? Optional.of(question(cameBack, moving))
        : Optional.empty();
  }

  /** The greater one stands where two decisions meet that do not disagree. */
  static int strength(Standing standing) {
    return switch (standing) {
      case ACCEPTED -> 3;
      case DISMISSED -> 2;
      case SNOOZED, RULED -> 1;
      case PENDING, SETTLED, BACKLOG, WEAK, WITHDRAWN -> 0;
    };
  }

  private static boolean isAccepted(Overlay overlay) {
    return overlay.state() == Standing.ACCEPTED;
  }

  private static boolean denies(Overlay overlay) {
    DismissReason reason = reason(overlay);
    return reason != null && reason.deniesTheFlaw();
  }

  private static Lesson lesson(Overlay overlay) {
    DismissReason reason = reason(overlay);
    if (reason != null) {
      return reason.lesson();
    }
    return isAccepted(overlay) ? Lesson.CONFIRMS_ALIAS : Lesson.NOTHING;
  }

  /** Of the dismissal that stands, or stood before the card came back. */
  private static @Nullable DismissReason reason(Overlay overlay) {
    return switch (overlay.state()) {
      case ACCEPTED, SNOOZED, RULED -> null;
      case DISMISSED, PENDING, SETTLED, BACKLOG, WEAK, WITHDRAWN -> overlay.dismissReason();
    };
  }

  /** {@code dismissed as not the same software for zlib on 2026-11-20}. */
  private static String words(StoredSuggestion decided) {
    Overlay overlay = decided.overlay();
    DismissReason reason = reason(overlay);
    String day =
        overlay.decidedAt() == null
            ? ""
            : " on " + LocalDate.ofInstant(overlay.decidedAt(), ZoneOffset.UTC);
    String done =
        overlay.state().isDecided()
            ? overlay.state().text()
            : reason == null ? "decided before" : "dismissed before";
    return done
        + (reason == null ? "" : " as " + reason.label())
        + " for "
        + decided.projectSlug()
        + day;
  }
}
