package org.snowguard.server.issue.edit;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.issue.Issues;

/** What fields were before, read from the events of an issue. */
final class FieldHistory {

  static final String EDITED = "issue.edited";
  static final String UNDONE = "issue.undone";

  // An editor who looked so long ago is told of a conflict instead of a merge.
  private static final int LOOKED_AT = 500;

  private final EventLog events;

  FieldHistory(EventLog events) {
    this.events = events;
  }

  /** Edits of an issue, the newest first. */
  List<Event> edits(long issueId, int limit) {
    return events.latest(EventFilter.ofSubject(Issues.SUBJECT, issueId), null, LOOKED_AT).stream()
        .filter(event -> event.kind().equals(EDITED) || event.kind().equals(UNDONE))
        .limit(limit)
        .toList();
  }

  /** What a field was at a revision that somebody saw. */
  @Nullable FieldValue at(List<Event> edits, int seen, IssueField field, @Nullable FieldValue now) {
    @Nullable FieldValue value = now;
    for (Event edit : edits) {
      if (FieldFacts.after(edit).revision() <= seen) {
        break;
      }
      FieldFacts before = FieldFacts.before(edit);
      if (before.values().containsKey(field.key())) {
        value = before.values().get(field.key());
      }
    }
    return value;
  }

  /** The edit that gave a field what it is now. */
  Optional<Event> last(List<Event> edits, IssueField field) {
    return edits.stream()
        .filter(edit -> FieldFacts.after(edit).values().containsKey(field.key()))
        .findFirst();
  }

  /** What a thing was before somebody took it out. */
  @Nullable FieldValue beforeRemoval(List<Event> edits, IssueField field) {
    return edits.stream()
        .filter(edit -> isRemoval(edit, field))
        .findFirst()
        .map(edit -> FieldFacts.before(edit).values().get(field.key()))
        .orElse(null);
  }

  private static boolean isRemoval(Event edit, IssueField field) {
    FieldValue after = FieldFacts.after(edit).values().get(field.key());
    return after != null && after.value().equals(FieldValue.REMOVED);
  }
}
