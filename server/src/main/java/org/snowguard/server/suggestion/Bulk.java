package org.snowguard.server.suggestion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.Problem;

/** One action on many suggestions: each stands or falls by itself, and every refusal is told. */
public final class Bulk {

  /** What one action may touch; more is no decision of a person any more. */
  public static final int LIMIT = 1_000;

  private static final String TRYING = "acting on many suggestions";

  private final Triage triage;
  private final Undo undo;
  private final Queue queue;

  Bulk(Triage triage, Undo undo, Queue queue) {
    this.triage = triage;
    this.undo = undo;
    this.queue = queue;
  }

  /** Acts on a selection. */
  public BulkResult apply(List<Seen> selection, BulkAction action, long actor) {
    if (selection.size() > LIMIT) {
      throw tooMany(selection.size());
    }
    Map<Long, Long> drafts = new HashMap<>();
    return each(selection, Seen::suggestionId, seen -> act(seen, action, drafts, actor));
  }

  /**
   * Acts on all that a filter finds.
   *
   * @param expected how many the person was told; another number by now is a conflict
   */
  public BulkResult apply(QueueFilter filter, long expected, BulkAction action, long actor) {
    if (expected > LIMIT) {
      throw tooMany(expected);
    }
    List<Seen> selection = queue.select(filter, LIMIT + 1);
    if (selection.size() != expected) {
      throw new Conflict(
          TRYING,
          expected + " suggestions",
          "the filter finds %d by now; look at them again.".formatted(selection.size()));
    }
    return apply(selection, action, actor);
  }

  /** Takes back what a bulk action did, item by item. */
  public BulkResult undo(List<Long> eventIds, long actor) {
    return each(eventIds, Function.identity(), event -> undo.undo(event, actor));
  }

  private static <T> BulkResult each(
      List<T> items, Function<T, Long> id, Function<T, Acted> action) {
    List<Acted> done = new ArrayList<>();
    List<BulkResult.Refusal> refused = new ArrayList<>();
    for (T item : items) {
      try {
        done.add(action.apply(item));
      } catch (Problem problem) {
        refused.add(
            new BulkResult.Refusal(id.apply(item), problem.input() + ": " + problem.advice()));
      }
    }
    return new BulkResult(done, refused);
  }

  private Acted act(Seen seen, BulkAction action, Map<Long, Long> drafts, long actor) {
    return switch (action) {
      case BulkAction.Accept() -> accept(seen, drafts, actor);
      case BulkAction.Dismiss(Dismissal dismissal) -> triage.dismiss(seen, dismissal, actor);
      case BulkAction.Snooze(java.time.LocalDate until) -> triage.snooze(seen, until, actor);
      case BulkAction.TakeFromBacklog() -> triage.takeFromBacklog(seen, actor);
    };
  }

  /** Several flaws of one project make one draft. */
  private Acted accept(Seen seen, Map<Long, Long> drafts, long actor) {
    long project = queue.projectOf(seen.suggestionId());
    Long draft = drafts.get(project);
    Acted acted =
        draft == null ? triage.accept(seen, actor) : triage.acceptInto(seen, draft, actor);
    if (acted.draft() != null) {
      drafts.putIfAbsent(project, acted.draft().issueId());
    }
    return acted;
  }

  private static BadInput tooMany(long count) {
    return new BadInput(
        TRYING, count + " suggestions", "choose at most %d: narrow the filter.".formatted(LIMIT));
  }
}
