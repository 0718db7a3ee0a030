package org.snowguard.server.issue.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.suggestion.Bulk;
import org.snowguard.server.suggestion.BulkResult;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;

/** Takes back all that a rule took, card by card: each stands or falls by itself. */
final class RuleUndo {

  private static final String TRYING = "taking back what a rule took";
  private static final int PORTION = 500;
  private static final int TOLD = 50;

  private final Rules rules;
  private final RuleStore store;
  private final Bulk bulk;
  private final EventLog events;

  RuleUndo(Rules rules, RuleStore store, Bulk bulk, EventLog events) {
    this.rules = rules;
    this.store = store;
    this.bulk = bulk;
    this.events = events;
  }

  /**
   * What it would do.
   *
   * @param back cards that return to the queue
   * @param published cards in a published issue, which stay
   * @param otherwise cards that came back or that somebody decided since, which stay as they are
   */
  public record Count(long back, long published, long otherwise) {}

  /**
   * What it did.
   *
   * @param refused how many somebody changed meanwhile
   * @param told the first of them, with who did what
   */
  record Done(long back, long refused, List<BulkResult.Refusal> told) {
    Done {
      told = List.copyOf(told);
    }
  }

  Count count(long rule) {
    return store.undoable(rule);
  }

  /**
   * Takes it all back.
   *
   * @param expected how many cards the person was told come back; another number is a conflict
   */
  Done undo(long id, long expected, long actor) {
    Rule rule =
        rules
            .find(id)
            .orElseThrow(() -> new NotFound(TRYING, "rule " + id, "see the list of rules."));
    long now = store.undoable(id).back();
    if (now != expected) {
      throw new Conflict(
          TRYING,
          rule.label(),
          "%d cards would come back by now, not %d; look again.".formatted(now, expected));
    }
    long back = 0;
    long refused = 0;
    List<BulkResult.Refusal> told = new ArrayList<>();
    Long before = null;
    while (true) {
      List<Long> portion = store.toUndo(id, before, PORTION);
      if (portion.isEmpty()) {
        break;
      }
      BulkResult result = bulk.undo(portion, actor);
      back += result.done().size();
      refused += result.refused().size();
      result.refused().stream().limit(TOLD - told.size()).forEach(told::add);
      before = portion.getLast();
    }
    append(rule, actor, back, refused);
    return new Done(back, refused, told);
  }

  private void append(Rule rule, @Nullable Long actor, long back, long refused) {
    events.append(
        Rules.event(
            "rule.undone", rule, actor, Map.of("cardsBack", back, "leftAlone", refused), null));
  }
}
