package org.snowguard.server.issue;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.issue.DraftSubjectStore.DraftRow;
import org.snowguard.server.issue.IssueStore.IssueRow;
import org.snowguard.server.suggestion.Drafts;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;

/** Accepted suggestions make and extend drafts here. */
public final class IssueDrafts implements Drafts {

  private final IssueStore store;
  private final DraftSubjectStore subjects;
  private final Issues issues;
  private final EventLog events;
  private final Clock clock;

  public IssueDrafts(Jdbi jdbi, Issues issues, EventLog events, Clock clock) {
    store = new IssueStore(jdbi);
    subjects = new DraftSubjectStore(jdbi);
    this.issues = issues;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Draft open(Subject subject, @Nullable Long actor) {
    long id = store.insert(subject.projectSlug(), actor, clock.instant());
    add(id, subject);
    return changed(row(id, "making a draft"), "issue.drafted", subject.publicId(), actor);
  }

  @Override
  public Draft extend(long issueId, Subject subject, @Nullable Long actor) {
    String trying = "accepting into a draft";
    IssueRow row = row(issueId, trying);
    if (!row.state().equals("draft") || !subjects.isAbout(issueId, subject.projectId())) {
      throw new Conflict(
          trying, row.title(), "it is no open draft of " + subject.projectSlug() + " any more.");
    }
    add(issueId, subject);
    return changed(row, "issue.extended", subject.publicId(), actor);
  }

  private void add(long issueId, Subject subject) {
    if (!store.add(issueId, subject.suggestionId(), clock.instant())) {
      throw new Conflict(
          "accepting a suggestion",
          subject.publicId() + " · " + subject.projectSlug(),
          "an issue holds it already; see the issues of the project.");
    }
  }

  @Override
  public void remove(long suggestionId, long actor) {
    IssueRow row =
        store
            .lockOf(suggestionId)
            .orElseThrow(
                () ->
                    new NotFound(
                        "taking a suggestion out of its draft",
                        "suggestion " + suggestionId,
                        "it is in none; reload the page."));
    if (!row.state().equals("draft")) {
      throw new Conflict(
          "taking a suggestion out of its draft",
          row.title(),
          "it is published: close it instead.");
    }
    remove(row, suggestionId, actor);
  }

  @Override
  public void release(long suggestionId) {
    store
        .lockOf(suggestionId)
        .filter(row -> row.state().equals("draft"))
        .ifPresent(row -> remove(row, suggestionId, null));
  }

  @Override
  public boolean isInDraft(long suggestionId) {
    return store.lockOf(suggestionId).filter(row -> row.state().equals("draft")).isPresent();
  }

  @Override
  public void retitle(long suggestionId) {
    store
        .lockOf(suggestionId)
        .filter(row -> row.state().equals("draft") && !row.titleByHand())
        .filter(row -> !row.title().equals(IssueTitle.propose(issues.items(row.id()))))
        .ifPresent(row -> changed(row, "issue.renamed", "suggestion " + suggestionId, null));
  }

  private void remove(IssueRow row, long suggestionId, @Nullable Long actor) {
    store.remove(row.id(), suggestionId);
    if (issues.isEmpty(row.id())) {
      store.delete(row.id());
      Map<String, Object> held = Map.of("title", row.title(), "suggestion", suggestionId);
      events.append(Issues.event("issue.draft_removed", row, row.title(), actor, held, null));
    } else {
      changed(row, "issue.reduced", "suggestion " + suggestionId, actor);
    }
  }

  @Override
  public Map<Long, List<Draft>> openOf(Collection<Long> projectIds) {
    return subjects.draftsOf(projectIds).stream()
        .collect(
            Collectors.groupingBy(
                DraftRow::projectId,
                Collectors.mapping(row -> new Draft(row.id(), row.title()), Collectors.toList())));
  }

  private IssueRow row(long id, String trying) {
    return store
        .lock(id)
        .orElseThrow(() -> new NotFound(trying, "issue " + id, "choose another draft."));
  }

  /** The title follows what the draft holds, unless a person gave it or nothing is left. */
  private Draft changed(IssueRow row, String kind, String what, @Nullable Long actor) {
    List<IssueItem> items = issues.items(row.id());
    String title = row.titleByHand() || items.isEmpty() ? row.title() : IssueTitle.propose(items);
    store.retitle(row.id(), title, row.titleByHand());
    events.append(Issues.event(kind, row, title, actor, Map.of("title", row.title()), what));
    return new Draft(row.id(), title);
  }
}
