package org.snowguard.server.suggestion;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.RelativeTime;

/** Makes sure that a person acts on what is there, and says who was faster where it is not. */
final class Claims {

  private final OverlayStore overlays;
  private final EventLog events;
  private final Accounts accounts;
  private final Clock clock;

  Claims(OverlayStore overlays, EventLog events, Accounts accounts, Clock clock) {
    this.overlays = overlays;
    this.events = events;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** Locks a suggestion and makes sure that it is still as it was seen. */
  StoredSuggestion claim(Seen seen, String trying) {
    StoredSuggestion found = lock(seen.suggestionId(), trying);
    if (found.revision() != seen.revision()) {
      throw conflict(found, trying);
    }
    return found;
  }

  StoredSuggestion lock(long suggestionId, String trying) {
    return overlays
        .lock(suggestionId)
        .orElseThrow(
            () ->
                new NotFound(
                    trying, "suggestion " + suggestionId, "it is gone; reload the queue."));
  }

  /** Says who did what, and when. */
  Conflict conflict(StoredSuggestion found, String trying) {
    return new Conflict(trying, found.label(), lastChange(found) + " Look at it as it is now.");
  }

  /**
   * A decision is told before what the machine did after it: it often is what set the machine going
   * (a lesson matches the card again).
   */
  private String lastChange(StoredSuggestion found) {
    List<Event> latest = events.latest(EventFilter.ofSubject(Triage.SUBJECT, found.id()), null, 1);
    boolean machineWasLast =
        latest.isEmpty()
            || (!found.standing().isDecided()
                && latest.getFirst().at().isBefore(found.machineChangedAt()));
    return machineWasLast
        ? "its record or its packages changed %s.".formatted(ago(found.machineChangedAt()))
        : "%s %s.".formatted(who(latest.getFirst()), ago(latest.getFirst().at()));
  }

  private String who(Event event) {
    String done = EventWords.of(event.kind());
    Long actor = event.actor();
    return actor == null
        ? "the machine " + done
        : accounts.names(List.of(actor)).of(Objects.requireNonNull(actor)) + " " + done;
  }

  private String ago(Instant then) {
    return "%s (%s)".formatted(RelativeTime.of(then, clock.instant()), RelativeTime.exact(then));
  }
}
