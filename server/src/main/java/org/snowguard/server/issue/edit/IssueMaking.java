package org.snowguard.server.issue.edit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.edit.EditStore.EditedRow;
import org.snowguard.server.issue.edit.IssueField.Single;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Transactions;

/** Drafts made by hand, with or without ids. */
public final class IssueMaking {

  private final EditStore store;
  private final FieldChecks checks;
  private final FieldWriting writing;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  IssueMaking(
      EditStore store,
      FieldChecks checks,
      FieldWriting writing,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.checks = checks;
    this.writing = writing;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Makes a draft.
   *
   * @param fields what it holds besides its title: at least one thing that it is about
   * @return its number
   */
  public long make(String title, List<FieldEdit> fields, long actor) {
    String trying = "making a draft";
    List<FieldEdit> all = new ArrayList<>();
    all.add(new FieldEdit(Single.TITLE, FieldValue.of(title)));
    all.addAll(fields);
    Map<IssueField, @Nullable FieldValue> wanted = new LinkedHashMap<>();
    all.stream().map(checks::checked).forEach(edit -> wanted.put(edit.field(), edit.to()));
    FieldValue given = wanted.get(Single.TITLE);
    if (given == null) {
      throw new BadInput(trying, "the title, which is empty", "say in a line what it is about.");
    }
    if (wanted.keySet().stream().noneMatch(IssueMaking::isSubject)) {
      throw new BadInput(
          trying,
          "what \"" + given.value() + "\" is about, which is empty",
          "name a project, a package, a NixOS module or a vulnerability.");
    }
    return transactions.call(
        () -> {
          long id = store.insert(given.value(), actor, clock.instant());
          append("issue.drafted", id, given.value(), actor);
          EditedRow row = store.lock(id).orElseThrow();
          wanted.remove(Single.TITLE);
          writing.write(row, wanted, FieldHistory.EDITED, actor, null);
          return id;
        });
  }

  private static boolean isSubject(IssueField field) {
    return field instanceof IssueField.Entry(IssueField.Kind kind, String name)
        && !name.isEmpty()
        && switch (kind) {
          case VULNERABILITY, PROJECT, PACKAGE, MODULE, OWN_PROJECT -> true;
          case MAINTAINER, TEAM -> false;
        };
  }

  private void append(String kind, long id, String title, long actor) {
    events.append(
        new NewEvent(
            kind,
            Issues.SUBJECT,
            id,
            title,
            null,
            null,
            actor,
            Map.of(),
            Map.of("title", title),
            null,
            null));
  }
}
