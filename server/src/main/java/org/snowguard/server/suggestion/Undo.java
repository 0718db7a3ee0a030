package org.snowguard.server.suggestion;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Transactions;

/** Takes back what people did, exactly, as long as nobody changed it since. */
public final class Undo {

  private static final String TRYING = "undoing an action";

  private final Triage triage;
  private final Claims claims;
  private final Drafts drafts;
  private final OverlayText text;
  private final EventLog events;
  private final Transactions transactions;

  Undo(
      Triage triage,
      Claims claims,
      Drafts drafts,
      OverlayText text,
      EventLog events,
      Transactions transactions) {
    this.triage = triage;
    this.claims = claims;
    this.drafts = drafts;
    this.text = text;
    this.events = events;
    this.transactions = transactions;
  }

  /** The person's last action that was not taken back yet. */
  public Optional<Event> last(long actor) {
    return events.lastUndoable(actor, Triage.SUBJECT + ".");
  }

  /** Takes back the person's last action. */
  public Acted undoLast(long actor) {
    Event event =
        last(actor)
            .orElseThrow(
                () -> new NotFound(TRYING, "your last one", "there is nothing left to undo."));
    return undo(event.id(), actor);
  }

  /** Takes back one action, whoever did it. */
  public Acted undo(long eventId, long actor) {
    return transactions.call(
        () -> {
          Event named = event(eventId);
          StoredSuggestion now = claims.lock(named.subjectId(), TRYING);
          // Read again under the lock: of two who undo the same action, the second finds it undone.
          Event event = event(eventId);
          if (event.undoneBy() != null) {
            throw new Conflict(TRYING, now.label(), "it was undone already; reload the page.");
          }
          Overlay after = text.read(present(event.after(), event));
          if (!isAsLeft(now.overlay(), after)) {
            throw claims.conflict(now, TRYING);
          }
          Overlay restored = restored(now, text.read(present(event.before(), event)));
          if (now.standing() == Standing.ACCEPTED && restored.state() != Standing.ACCEPTED) {
            drafts.remove(now.id(), actor);
          }
          return triage.write(
              now, restored, "suggestion.undone", event.kind(), actor, null, event.id());
        });
  }

  private Event event(long id) {
    return events
        .find(id)
        .filter(event -> event.subjectKind().equals(Triage.SUBJECT))
        .filter(event -> event.actor() != null || RuleTriage.KINDS.contains(event.kind()))
        .filter(event -> event.undoes() == null && event.kind().startsWith(Triage.SUBJECT + "."))
        .orElseThrow(
            () ->
                new NotFound(
                    TRYING, "event " + id, "only what a person or a rule did can be undone."));
  }

  private static String present(@Nullable String facts, Event event) {
    if (facts == null) {
      throw new NotFound(TRYING, "event " + event.id(), "it does not tell what was before.");
    }
    return facts;
  }

  /** Where the machine has moved it meanwhile does not matter as long as nobody decided. */
  private static boolean isAsLeft(Overlay now, Overlay left) {
    boolean bothUndecided = !now.state().isDecided() && !left.state().isDecided();
    return now.equals(bothUndecided ? left.at(now.state()) : left);
  }

  /** What nobody decides goes where the machine would put it today. */
  private static Overlay restored(StoredSuggestion now, Overlay before) {
    Standing placement = now.placement();
    if (before.state().isDecided() || before.linkedByHand() || before.changedSince() != null) {
      return before;
    }
    if (now.machineDigest() == null) {
      return before.at(Standing.WITHDRAWN);
    }
    boolean stays =
        !before.removedAttributes().isEmpty()
            || (before.takenFromBacklog() && placement == Standing.BACKLOG);
    return stays || placement == null ? before : before.at(placement);
  }
}
