package org.snowguard.server.issue.edit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.FieldMerge;
import org.snowguard.core.issue.IssueState;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.issue.edit.EditOutcome.FieldClash;
import org.snowguard.server.issue.edit.EditStore.EditedRow;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Transactions;

/** Changes issues field by field. Edits of different fields merge, of the same field clash. */
public final class IssueEdits {

  private static final String TRYING = "editing an issue";

  private final EditStore store;
  private final FieldChecks checks;
  private final FieldWriting writing;
  private final FieldHistory history;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  IssueEdits(
      EditStore store,
      FieldChecks checks,
      FieldWriting writing,
      FieldHistory history,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.checks = checks;
    this.writing = writing;
    this.history = history;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Gives some fields other values, all of them or none.
   *
   * @param seen the revision that the editor looked at: what others did since to other fields stays
   */
  public EditOutcome edit(long issueId, int seen, List<FieldEdit> edits, long actor) {
    return edit(issueId, seen, edits, () -> true, actor);
  }

  /**
   * The same, if what the editor went by still holds.
   *
   * @param stillHolds asked while nobody else edits the issue
   */
  public EditOutcome edit(
      long issueId, int seen, List<FieldEdit> edits, BooleanSupplier stillHolds, long actor) {
    List<FieldEdit> checked = edits.stream().map(checks::checked).toList();
    return transactions.call(() -> merge(locked(issueId), seen, checked, stillHolds, actor));
  }

  /**
   * Whether an edit could be made, before it is.
   *
   * @throws org.snowguard.server.web.BadInput if it could not
   */
  public void check(FieldEdit edit) {
    checks.checked(edit);
  }

  /** Puts back what somebody took out, as it was before. */
  public EditOutcome putBack(long issueId, int seen, IssueField field, long actor) {
    return transactions.call(
        () -> {
          EditedRow row = locked(issueId);
          FieldValue before = history.beforeRemoval(edits(issueId), field);
          return merge(row, seen, List.of(new FieldEdit(field, before)), () -> true, actor);
        });
  }

  private EditOutcome merge(
      EditedRow row, int seen, List<FieldEdit> edits, BooleanSupplier stillHolds, long actor) {
    if (row.state().equals(IssueState.CLOSED.text())) {
      throw new Conflict(TRYING, row.title(), "it is closed: reopen it first.");
    }
    boolean isCurrent = seen == row.revision();
    List<Event> since = isCurrent ? List.of() : edits(row.id());
    Map<IssueField, @Nullable FieldValue> wanted = new LinkedHashMap<>();
    List<FieldClash> clashes = new ArrayList<>();
    for (FieldEdit edit : edits) {
      FieldValue now = writing.value(row, edit.field());
      FieldValue base = isCurrent ? now : history.at(since, seen, edit.field(), now);
      switch (FieldMerge.of(base, now, edit.to())) {
        case KEEP -> {}
        case WRITE -> wanted.put(edit.field(), edit.to());
        case CLASH -> clashes.add(clash(since, edit, now));
      }
    }
    if (!clashes.isEmpty()) {
      return new EditOutcome.Clashed(row.id(), row.revision(), edits, clashes);
    }
    if (wanted.isEmpty()) {
      return new EditOutcome.Saved(row.id(), row.revision());
    }
    if (!stillHolds.getAsBoolean()) {
      return new EditOutcome.Overtaken(row.id());
    }
    writing.write(row, wanted, FieldHistory.EDITED, actor, null);
    return new EditOutcome.Saved(row.id(), row.revision() + 1);
  }

  private FieldClash clash(List<Event> since, FieldEdit edit, @Nullable FieldValue theirs) {
    Optional<Event> last = history.last(since, edit.field());
    return new FieldClash(
        edit.field(),
        edit.to(),
        theirs,
        last.map(Event::actor).orElse(null),
        last.map(Event::at).orElse(clock.instant()));
  }

  /** Edits that can be told and taken back, the newest first. */
  public List<Event> edits(long issueId) {
    return history.edits(issueId, Integer.MAX_VALUE);
  }

  /** What an edit gave which fields; null: what the machine says. */
  public static Map<IssueField, @Nullable FieldValue> edited(Event edit) {
    Map<IssueField, @Nullable FieldValue> edited = new LinkedHashMap<>();
    new TreeMap<>(FieldFacts.after(edit).values())
        .forEach(
            (key, value) -> IssueField.parse(key).ifPresent(field -> edited.put(field, value)));
    return edited;
  }

  /**
   * Takes back one edit of a draft, whoever made it.
   *
   * @param issueId the draft that is looked at: an edit of another one is not taken back
   * @throws Conflict if it is no draft any more, or somebody changed the same since
   */
  public void undo(long issueId, long eventId, long actor) {
    String trying = "undoing an edit";
    transactions.run(
        () -> {
          EditedRow row = locked(issueId);
          // Read under the lock: of two who undo the same, the second finds it undone.
          Event event = edit(issueId, eventId, trying);
          if (!row.state().equals(IssueState.DRAFT.text())) {
            throw new Conflict(trying, row.title(), "it is public: edit it instead.");
          }
          if (event.undoneBy() != null) {
            throw new Conflict(trying, row.title(), "it was undone already; reload the page.");
          }
          Map<IssueField, @Nullable FieldValue> before = new LinkedHashMap<>();
          FieldFacts.before(event)
              .values()
              .forEach((key, value) -> before.put(field(key, trying), value));
          Map<String, @Nullable FieldValue> left = FieldFacts.after(event).values();
          for (IssueField field : before.keySet()) {
            if (!Objects.equals(writing.value(row, field), left.get(field.key()))) {
              throw new Conflict(
                  trying,
                  row.title(),
                  "somebody changed %s since; edit it instead.".formatted(field.key()));
            }
          }
          writing.write(row, before, FieldHistory.UNDONE, actor, eventId);
        });
  }

  private static IssueField field(String key, String trying) {
    return IssueField.parse(key)
        .orElseThrow(
            () -> new NotFound(trying, "field \"" + key + "\"", "edit the issue instead."));
  }

  private Event edit(long issueId, long eventId, String trying) {
    return events
        .find(eventId)
        .filter(event -> event.kind().equals(FieldHistory.EDITED) && event.subjectId() == issueId)
        .orElseThrow(
            () -> new NotFound(trying, "event " + eventId, "only edits of the issue are undone."));
  }

  private EditedRow locked(long issueId) {
    return store
        .lock(issueId)
        .orElseThrow(
            () -> new NotFound(TRYING, "issue " + issueId, "see the list of issues at /issues."));
  }
}
