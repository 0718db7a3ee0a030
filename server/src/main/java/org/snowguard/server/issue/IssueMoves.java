package org.snowguard.server.issue;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.issue.IssueLife;
import org.snowguard.core.issue.IssueLife.Mover;
import org.snowguard.core.issue.IssueLife.Outcome;
import org.snowguard.core.issue.IssueMove;
import org.snowguard.core.issue.IssueState;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.issue.IssueStore.IssueRow;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Transactions;

/** Moves issues through their life: each move is one transaction with its event. */
final class IssueMoves {

  private final IssueStore store;
  private final IssueMoveStore moves;
  private final EventLog events;
  private final Supplier<List<IssueListener>> listeners;
  private final Transactions transactions;
  private final Clock clock;

  IssueMoves(
      Jdbi jdbi,
      EventLog events,
      Supplier<List<IssueListener>> listeners,
      Transactions transactions,
      Clock clock) {
    store = new IssueStore(jdbi);
    moves = new IssueMoveStore(jdbi);
    this.events = events;
    this.listeners = listeners;
    this.transactions = transactions;
    this.clock = clock;
  }

  void publish(long id, int revision, String publicId, long actor) {
    String trying = "publishing an issue";
    transactions.run(
        () -> {
          IssueRow row = locked(id, trying);
          if (row.revision() != revision) {
            throw new Conflict(
                trying, row.title(), "somebody changed it since; look at the preview again.");
          }
          check(row, new IssueMove.Publish(), actor, trying);
          if (!moves.isFree(publicId)) {
            throw new Conflict(trying, publicId, "another issue has this id; take the next one.");
          }
          moves.publish(id, publicId, actor, clock.instant());
          append("issue.published", row, IssueState.PUBLISHED, Map.of("id", publicId), actor, null);
          listeners.get().forEach(listener -> listener.published(id, publicId, actor));
        });
  }

  void close(
      long id,
      CloseReason reason,
      @Nullable Long duplicateOf,
      @Nullable String note,
      @Nullable Long actor) {
    String trying = "closing an issue";
    transactions.run(
        () -> {
          IssueRow row = locked(id, trying);
          check(row, new IssueMove.Close(reason), actor, trying);
          checkDuplicate(row, reason, duplicateOf, trying);
          moves.close(id, reason, duplicateOf, actor, clock.instant());
          append(
              "issue.closed", row, IssueState.CLOSED, Map.of("reason", reason.text()), actor, note);
          listeners.get().forEach(listener -> listener.closed(id, reason, actor));
        });
  }

  private void checkDuplicate(
      IssueRow row, CloseReason reason, @Nullable Long duplicateOf, String trying) {
    if ((reason == CloseReason.DUPLICATE) != (duplicateOf != null)) {
      throw new BadInput(
          trying,
          "reason \"" + reason.label() + "\"",
          "name the issue that it is a duplicate of, and only then.");
    }
    if (duplicateOf != null && (duplicateOf == row.id() || store.find(duplicateOf).isEmpty())) {
      throw new BadInput(trying, "issue " + duplicateOf, "name another issue that exists.");
    }
    if (duplicateOf != null && moves.leadsTo(duplicateOf, row.id())) {
      throw new BadInput(
          trying,
          "issue " + duplicateOf,
          "it is closed as a duplicate of this very issue; open it again first, or name the one"
              + " that holds.");
    }
  }

  void reopen(long id, @Nullable String note, @Nullable Long actor) {
    String trying = "reopening an issue";
    transactions.run(
        () -> {
          IssueRow row = locked(id, trying);
          check(row, new IssueMove.Reopen(), actor, trying);
          moves.reopen(id);
          append("issue.reopened", row, IssueState.PUBLISHED, Map.of(), actor, note);
          listeners.get().forEach(listener -> listener.reopened(id, actor));
        });
  }

  /** Marks a published issue whose GitHub issue is closed, or takes the mark away. */
  void markClosedOnGitHub(long id, @Nullable Instant at) {
    String trying = "marking an issue as closed on GitHub";
    transactions.run(
        () -> {
          IssueRow row = locked(id, trying);
          if (!moves.markClosedOnGitHub(id, at)) {
            return;
          }
          String kind = at == null ? "issue.reopened_on_github" : "issue.closed_on_github";
          append(kind, row, IssueState.parse(row.state()), Map.of(), null, null);
          IssueChange change =
              new IssueChange(
                  row.revision() + 1,
                  null,
                  List.of(
                      new IssueChange.FieldChange(
                          "closed_on_github", null, at == null ? null : at.toString())));
          listeners.get().forEach(listener -> listener.changed(id, change));
        });
  }

  private IssueRow locked(long id, String trying) {
    return store
        .lock(id)
        .orElseThrow(() -> new NotFound(trying, "issue " + id, "see the list of issues."));
  }

  private static void check(IssueRow row, IssueMove move, @Nullable Long actor, String trying) {
    Mover mover = actor == null ? Mover.MACHINE : Mover.PERSON;
    if (IssueLife.move(IssueState.parse(row.state()), move, mover)
        instanceof Outcome.Refused(String because)) {
      throw new Conflict(trying, row.title(), because + ".");
    }
  }

  private void append(
      String kind,
      IssueRow row,
      IssueState to,
      Map<String, String> facts,
      @Nullable Long actor,
      @Nullable String note) {
    Map<String, String> after = new HashMap<>(facts);
    after.put("state", to.text());
    events.append(
        new NewEvent(
            kind,
            Issues.SUBJECT,
            row.id(),
            row.title(),
            null,
            null,
            actor,
            Map.of("state", row.state()),
            after,
            note,
            null));
  }
}
