package org.snowguard.server.suggestion;

import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.LearnedAlias;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.triage.Lesson;
import org.snowguard.server.matching.Aliases;

/** Tells matching what a decision teaches, and takes it back with the decision. */
final class Lessons {

  private final Aliases aliases;
  private final DecisionFactsReader facts;

  Lessons(Aliases aliases, DecisionFactsReader facts) {
    this.aliases = aliases;
    this.facts = facts;
  }

  /** Brings the lessons of a suggestion in line with the decision that stands from now on. */
  void follow(StoredSuggestion before, Overlay after, long actor) {
    Lesson taught = lesson(before.overlay());
    LearnedAlias.Kind kind = kind(lesson(after));
    // A card that came back keeps its lesson until a new one takes its place.
    if (taught != Lesson.NOTHING || kind != null) {
      aliases.forget(before.id(), actor);
    }
    if (kind != null) {
      Long decidedBy = after.decidedBy();
      aliases.teach(
          before.id(), facts.linkedNames(before), kind, decidedBy == null ? actor : decidedBy);
    }
  }

  private static Lesson lesson(Overlay overlay) {
    return switch (overlay.state()) {
      // A rule has looked at no card.
      case ACCEPTED -> overlay.rule() == null ? Lesson.CONFIRMS_ALIAS : Lesson.NOTHING;
      case DISMISSED -> {
        DismissReason reason = overlay.dismissReason();
        yield reason == null ? Lesson.NOTHING : reason.lesson();
      }
      case PENDING, SETTLED, BACKLOG, WEAK, WITHDRAWN, SNOOZED, RULED -> Lesson.NOTHING;
    };
  }

  private static LearnedAlias.@Nullable Kind kind(Lesson lesson) {
    return switch (lesson) {
      case ANTI_ALIAS -> LearnedAlias.Kind.ANTI_ALIAS;
      case CONFIRMS_ALIAS -> LearnedAlias.Kind.ALIAS;
      case NOTHING -> null;
    };
  }
}
