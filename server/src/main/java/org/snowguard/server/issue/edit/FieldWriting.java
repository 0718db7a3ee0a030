package org.snowguard.server.issue.edit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.IssueState;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.issue.IssueChange;
import org.snowguard.server.issue.IssueChange.FieldChange;
import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.issue.edit.EditStore.EditedRow;
import org.snowguard.server.issue.edit.IssueField.Single;

/** Writes fields with their event, and tells who listens. Joins the caller's transaction. */
final class FieldWriting {

  private final EditStore store;
  private final OverlayStore overlay;
  private final Issues issues;
  private final EventLog events;
  private final Supplier<List<IssueListener>> listeners;
  private final Clock clock;

  FieldWriting(
      EditStore store,
      OverlayStore overlay,
      Issues issues,
      EventLog events,
      Supplier<List<IssueListener>> listeners,
      Clock clock) {
    this.store = store;
    this.overlay = overlay;
    this.issues = issues;
    this.events = events;
    this.listeners = listeners;
    this.clock = clock;
  }

  @Nullable FieldValue value(EditedRow row, IssueField field) {
    return switch (field) {
      case Single single -> row.value(single);
      case IssueField.Entry entry -> overlay.value(row.id(), entry);
      case IssueField.Judgement judgement -> overlay.value(row.id(), judgement);
      case IssueField.Link link -> overlay.value(row.id(), link);
    };
  }

  /** Writes fields of a locked issue as one edit. */
  void write(
      EditedRow row,
      Map<IssueField, @Nullable FieldValue> wanted,
      String kind,
      long actor,
      @Nullable Long undoes) {
    boolean isDraft = row.state().equals(IssueState.DRAFT.text());
    Set<String> affected = isDraft ? Set.of() : affected(row.id());
    Map<String, @Nullable FieldValue> before = new LinkedHashMap<>();
    Map<String, @Nullable FieldValue> after = new LinkedHashMap<>();
    wanted.forEach(
        (field, value) -> {
          before.put(field.key(), value(row, field));
          after.put(field.key(), value);
          put(row.id(), field, value, actor);
        });
    store.countRevision(row.id());
    int revision = row.revision() + 1;
    append(
        row,
        kind,
        actor,
        undoes,
        new FieldFacts(row.revision(), before),
        new FieldFacts(revision, after));
    IssueChange change = new IssueChange(revision, actor, changes(before, after));
    listeners.get().forEach(listener -> listener.changed(row.id(), change));
    tellWhatIsGone(row.id(), affected, after, actor);
  }

  private void put(long issueId, IssueField field, @Nullable FieldValue value, long actor) {
    switch (field) {
      case Single single -> put(issueId, single, value == null ? null : value.value());
      case IssueField.Entry entry -> overlay.put(issueId, entry, value, actor, clock.instant());
      case IssueField.Judgement judgement ->
          overlay.put(issueId, judgement, value, actor, clock.instant());
      case IssueField.Link link -> overlay.put(issueId, link, value, actor, clock.instant());
    }
  }

  private void put(long issueId, Single field, @Nullable String value) {
    if (field != Single.TITLE) {
      store.column(issueId, field, value);
    } else if (value != null) {
      store.title(issueId, value, true);
    } else {
      issues.proposedTitle(issueId).ifPresent(title -> store.title(issueId, title, false));
    }
  }

  private void append(
      EditedRow row,
      String kind,
      long actor,
      @Nullable Long undoes,
      FieldFacts before,
      FieldFacts after) {
    FieldValue title = after.values().get(Single.TITLE.key());
    events.append(
        new NewEvent(
            kind,
            Issues.SUBJECT,
            row.id(),
            title == null ? row.title() : title.value(),
            null,
            null,
            actor,
            before.facts(),
            after.facts(),
            null,
            undoes));
  }

  private static List<FieldChange> changes(
      Map<String, @Nullable FieldValue> before, Map<String, @Nullable FieldValue> after) {
    List<FieldChange> changes = new ArrayList<>();
    after.forEach(
        (key, value) -> changes.add(new FieldChange(key, text(before.get(key)), text(value))));
    return changes;
  }

  private static @Nullable String text(@Nullable FieldValue value) {
    return value == null ? null : value.value();
  }

  /** Of a published issue: packages of which it says "affected" no more. */
  private void tellWhatIsGone(
      long issueId, Set<String> affected, Map<String, @Nullable FieldValue> edit, long actor) {
    if (affected.isEmpty()) {
      return;
    }
    Set<String> gone = new TreeSet<>(affected);
    gone.removeAll(affected(issueId));
    if (!gone.isEmpty()) {
      String why =
          edit.values().stream()
              .filter(value -> value != null && !value.reason().isEmpty())
              .map(FieldValue::reason)
              .findFirst()
              .orElse("the issue was edited");
      listeners.get().forEach(listener -> listener.noLongerApplies(issueId, gone, why, actor));
    }
  }

  private Set<String> affected(long issueId) {
    Set<String> attributes = new TreeSet<>();
    issues
        .content(issueId)
        .ifPresent(
            content ->
                content.findings().stream()
                    .filter(IssueFinding::supported)
                    .filter(finding -> finding.verdict() == Verdict.AFFECTED)
                    .forEach(finding -> attributes.add(finding.attribute())));
    return attributes;
  }
}
