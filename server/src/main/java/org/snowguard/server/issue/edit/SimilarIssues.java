package org.snowguard.server.issue.edit;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.core.issue.IssueState;
import org.snowguard.core.issue.SubjectKind;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.issue.IssueChange;
import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueSubject;
import org.snowguard.server.issue.content.IssueVulnerability;
import org.snowguard.server.issue.edit.EditStore.EditedRow;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Transactions;

/** Finds issues and suggestions that speak of the same, and makes one issue of two. */
public final class SimilarIssues {

  private static final int OFFERED = 10;
  private static final int WAITING = 50;

  private final SimilarStore similar;
  private final MovedStore moved;
  private final EditStore store;
  private final IssueDiscards discards;
  private final EventLog events;
  private final Supplier<List<IssueListener>> listeners;
  private final Transactions transactions;

  SimilarIssues(
      Jdbi jdbi,
      EditStore store,
      IssueDiscards discards,
      EventLog events,
      Supplier<List<IssueListener>> listeners,
      Transactions transactions) {
    similar = new SimilarStore(jdbi);
    moved = new MovedStore(jdbi);
    this.store = store;
    this.discards = discards;
    this.events = events;
    this.listeners = listeners;
    this.transactions = transactions;
  }

  /** Open issues that share vulnerabilities or subjects, those that share most first. */
  public List<SimilarIssue> of(IssueContent content) {
    return similar.sharing(
        content.id(),
        content.vulnerabilities().stream().map(IssueVulnerability::id).toList(),
        content.subjects().stream().map(IssueSubject::name).toList(),
        OFFERED);
  }

  /**
   * Suggestions that wait for somebody and say of a draft what it says already: of its
   * vulnerabilities with its projects, or with the projects of its packages, where people put the
   * one or the other in. What was accepted speaks of its own pair only.
   */
  public List<WaitingCard> waiting(IssueContent content) {
    if (content.state() != IssueState.DRAFT) {
      return List.of();
    }
    List<IssueVulnerability> vulnerabilities = content.vulnerabilities();
    List<IssueSubject> added = content.subjects().stream().filter(IssueSubject::byHand).toList();
    return similar.waiting(
        wanted(vulnerabilities, added),
        wanted(
            vulnerabilities.stream().filter(IssueVulnerability::byHand).toList(),
            content.subjects()),
        WAITING);
  }

  private static SimilarStore.Wanted wanted(
      List<IssueVulnerability> vulnerabilities, List<IssueSubject> subjects) {
    return new SimilarStore.Wanted(
        vulnerabilities.stream().map(IssueVulnerability::id).toList(),
        names(subjects, SubjectKind.PROJECT),
        names(subjects, SubjectKind.PACKAGE));
  }

  private static List<String> names(List<IssueSubject> subjects, SubjectKind kind) {
    return subjects.stream()
        .filter(subject -> subject.kind() == kind)
        .map(IssueSubject::name)
        .toList();
  }

  /**
   * Puts all that a draft holds into another draft, with what was said of it; the first is gone.
   * Words stay those of the other.
   *
   * @return the event from which {@link IssueDiscards#bringBack} has the first again
   * @throws Conflict if one of them is no draft, or the first changed since
   */
  public long merge(long draftId, int seen, long intoId, long actor) {
    String trying = "putting a draft into another one";
    return transactions.call(
        () -> {
          // In one order, whichever way round two people merge.
          EditedRow first = locked(Math.min(draftId, intoId), trying);
          EditedRow second = locked(Math.max(draftId, intoId), trying);
          EditedRow draft = first.id() == draftId ? first : second;
          EditedRow into = first.id() == draftId ? second : first;
          check(draft, seen, into, trying);
          MovedAway along =
              new MovedAway(intoId, moved.suggestions(draftId), moved.comments(draftId));
          similar.move(draftId, intoId);
          long event = discards.remove(draft, along.facts(), "put into " + into.title(), actor);
          store.countRevision(intoId);
          append(into, "took in " + draft.title(), actor);
          IssueChange change =
              new IssueChange(
                  into.revision() + 1,
                  actor,
                  List.of(new IssueChange.FieldChange("took_in", null, draft.title())));
          listeners.get().forEach(listener -> listener.changed(intoId, change));
          return event;
        });
  }

  private static void check(EditedRow draft, int seen, EditedRow into, String trying) {
    if (draft.id() == into.id() || !draft.state().equals(IssueState.DRAFT.text())) {
      throw new Conflict(trying, draft.title(), "only a draft is put into another one.");
    }
    if (draft.revision() != seen) {
      throw new Conflict(trying, draft.title(), "somebody changed it since; look again.");
    }
    if (!into.state().equals(IssueState.DRAFT.text())) {
      throw new Conflict(
          trying,
          into.title(),
          "it is no draft, and what it takes in would be public without a preview: edit it"
              + " instead.");
    }
  }

  private EditedRow locked(long id, String trying) {
    return store
        .lock(id)
        .orElseThrow(() -> new NotFound(trying, "issue " + id, "see the list of issues."));
  }

  private void append(EditedRow row, String note, long actor) {
    events.append(
        new NewEvent(
            "issue.extended",
            Issues.SUBJECT,
            row.id(),
            row.title(),
            null,
            null,
            actor,
            Map.of("title", row.title()),
            Map.of("title", row.title()),
            note,
            null));
  }
}
