package org.snowguard.server.issue.edit;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.IssueState;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.edit.EditStore.EditedRow;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Transactions;

/** Throws drafts away, and brings them back from the event that says what they held. */
public final class IssueDiscards {

  private static final String DISCARDED = "issue.draft_removed";

  /** Beside the fields: versions that the draft was about, by attribute. */
  private static final String CARRIED = "carried:";

  /** Of a draft that is gone because the acceptance of its last suggestion was undone. */
  private static final String SUGGESTION = "suggestion";

  private static final String MADE_BY = "made_by";

  /** Where no account made it. */
  private static final String BY_RULE = "rule";

  private static final String MADE_AT = "made_at";

  private final EditStore store;
  private final OverlayStore overlay;
  private final MovedStore moved;
  private final FieldWriting writing;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  IssueDiscards(
      EditStore store,
      OverlayStore overlay,
      MovedStore moved,
      FieldWriting writing,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.overlay = overlay;
    this.moved = moved;
    this.writing = writing;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Throws a draft away that holds no accepted suggestion.
   *
   * @return the event to take back
   * @throws Conflict if somebody changed it since, or it holds one: undo its acceptance instead
   */
  public long discard(long id, int seen, long actor) {
    String trying = "throwing a draft away";
    return transactions.call(
        () -> {
          EditedRow row =
              store
                  .lock(id)
                  .orElseThrow(() -> new NotFound(trying, "issue " + id, "it is gone already."));
          if (!row.state().equals(IssueState.DRAFT.text())) {
            throw new Conflict(trying, row.title(), "it is public: close it as withdrawn instead.");
          }
          if (row.revision() != seen) {
            throw new Conflict(trying, row.title(), "somebody changed it since; look again.");
          }
          if (store.holdsSuggestions(id)) {
            throw new Conflict(
                trying, row.title(), "it holds accepted suggestions: undo their acceptance.");
          }
          return remove(row, Map.of(), null, actor);
        });
  }

  /**
   * Deletes a draft; the event tells what it held, so that it can be brought back.
   *
   * @param more facts for that, beside its fields
   */
  long remove(
      EditedRow row, Map<String, @Nullable FieldValue> more, @Nullable String note, long actor) {
    Map<String, @Nullable FieldValue> all = held(row);
    all.putAll(more);
    FieldFacts held = new FieldFacts(row.revision(), all);
    store.delete(row.id());
    return events.append(event(row, held, note, actor));
  }

  private Map<String, @Nullable FieldValue> held(EditedRow row) {
    Map<String, @Nullable FieldValue> held = new LinkedHashMap<>();
    for (IssueField.Single single : IssueField.Single.values()) {
      FieldValue value = row.value(single);
      if (value != null) {
        held.put(single.key(), value);
      }
    }
    // What it is called stays, whoever called it so.
    held.put(IssueField.Single.TITLE.key(), FieldValue.of(row.title()));
    overlay.all(row.id()).forEach((field, value) -> held.put(field.key(), value));
    store
        .carried(row.id())
        .forEach((attribute, version) -> held.put(CARRIED + attribute, FieldValue.of(version)));
    held.put(
        MADE_BY, FieldValue.of(row.createdBy() == null ? BY_RULE : row.createdBy().toString()));
    held.put(MADE_AT, FieldValue.of(row.createdAt().toString()));
    return held;
  }

  private static NewEvent event(EditedRow row, FieldFacts held, @Nullable String note, long actor) {
    return new NewEvent(
        DISCARDED,
        Issues.SUBJECT,
        row.id(),
        row.title(),
        null,
        null,
        actor,
        held.facts(),
        Map.of(),
        note,
        null);
  }

  /**
   * A draft that is there again.
   *
   * @param suggestions how many came back with it, out of the draft that had taken it in
   * @param comments the same
   * @param left how many of both did not: that draft is published, or they were taken out of it
   */
  public record BroughtBack(long id, int suggestions, int comments, int left) {}

  /**
   * Brings a draft back as it was, under its own number.
   *
   * @throws Conflict if it is back already
   */
  public BroughtBack bringBack(long eventId, long actor) {
    String trying = "bringing a draft back";
    return transactions.call(
        () -> {
          Event event = discarded(eventId, trying);
          Map<String, @Nullable FieldValue> held = FieldFacts.before(event).values();
          long id = event.subjectId();
          if (event.undoneBy() != null || !store.insertAgain(id, label(event, held), made(held))) {
            throw new Conflict(trying, event.subjectLabel(), "it is there already.");
          }
          Map<IssueField, @Nullable FieldValue> wanted = new LinkedHashMap<>();
          held.forEach(
              (key, value) -> IssueField.parse(key).ifPresent(field -> wanted.put(field, value)));
          held.forEach(
              (key, value) -> {
                if (key.startsWith(CARRIED) && value != null) {
                  String attribute = key.substring(CARRIED.length());
                  store.carry(id, attribute, value.value(), clock.instant());
                }
              });
          EditedRow row = store.lock(id).orElseThrow();
          writing.write(row, wanted, FieldHistory.UNDONE, actor, eventId);
          return withMoved(id, event.subjectLabel(), MovedAway.of(held), actor);
        });
  }

  private BroughtBack withMoved(long id, String label, @Nullable MovedAway movedAway, long actor) {
    if (movedAway == null) {
      return new BroughtBack(id, 0, 0, 0);
    }
    int all = movedAway.suggestions().size() + movedAway.comments().size();
    Optional<EditedRow> holder =
        store.lock(movedAway.into()).filter(row -> row.state().equals(IssueState.DRAFT.text()));
    if (holder.isEmpty()) {
      return new BroughtBack(id, 0, 0, all);
    }
    EditedRow from = holder.get();
    int suggestions = moved.suggestionsBack(from.id(), id, movedAway.suggestions());
    int comments = moved.commentsBack(from.id(), id, movedAway.comments());
    if (suggestions + comments > 0) {
      store.countRevision(from.id());
      events.append(
          new NewEvent(
              "issue.reduced",
              Issues.SUBJECT,
              from.id(),
              from.title(),
              null,
              null,
              actor,
              null,
              null,
              "gave back what it took in of " + label,
              null));
    }
    return new BroughtBack(id, suggestions, comments, all - suggestions - comments);
  }

  /** What became of a draft of this number that is there no more. */
  public Optional<GoneDraft> gone(long id) {
    return events
        .latest(new EventFilter(null, null, DISCARDED, Issues.SUBJECT, id, null, null), null, 1)
        .stream()
        .findFirst()
        .map(IssueDiscards::gone);
  }

  private static GoneDraft gone(Event event) {
    Map<String, @Nullable FieldValue> held = FieldFacts.before(event).values();
    MovedAway movedAway = MovedAway.of(held);
    FieldValue suggestion = held.get(SUGGESTION);
    return new GoneDraft(
        event.subjectId(),
        event.subjectLabel(),
        event.id(),
        event.at(),
        event.actor(),
        held.containsKey(MADE_BY) && event.undoneBy() == null,
        movedAway == null ? null : movedAway.into(),
        suggestion == null ? null : Long.valueOf(suggestion.value()));
  }

  private Event discarded(long eventId, String trying) {
    return events
        .find(eventId)
        .filter(event -> event.kind().equals(DISCARDED))
        .filter(event -> FieldFacts.before(event).values().containsKey(MADE_BY))
        .orElseThrow(
            () ->
                new NotFound(
                    trying, "event " + eventId, "only a draft that was thrown away comes back."));
  }

  private static String label(Event event, Map<String, @Nullable FieldValue> held) {
    FieldValue title = held.get(IssueField.Single.TITLE.key());
    return title == null ? event.subjectLabel() : title.value();
  }

  private static EditStore.Made made(Map<String, @Nullable FieldValue> held) {
    FieldValue by = held.get(MADE_BY);
    FieldValue at = held.get(MADE_AT);
    if (by == null || at == null) {
      throw new IllegalStateException("an event of a draft thrown away says who made it, and when");
    }
    return new EditStore.Made(
        by.value().equals(BY_RULE) ? null : Long.valueOf(by.value()), Instant.parse(at.value()));
  }
}
