package org.snowguard.server.issue.publish;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.issue.IssueState;
import org.snowguard.core.publish.IssueBody;
import org.snowguard.server.github.GitHubIssues;
import org.snowguard.server.github.outbox.GitHubOutbox;
import org.snowguard.server.issue.IssueChange;
import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.web.Transactions;

/**
 * Follows what becomes of published issues: those whose last open package is fixed close and open
 * again should it come back, and the bodies of our GitHub issues say what holds now.
 */
final class PublishedIssues implements IssueListener {

  private static final Logger LOG = LoggerFactory.getLogger(PublishedIssues.class);
  private static final int PORTION = 200;

  private final Issues issues;
  private final Bodies bodies;
  private final PublicationStore store;
  private final GitHubOutbox outbox;
  private final GitHubIssues gitHubIssues;
  private final Transactions transactions;

  PublishedIssues(
      Issues issues,
      Bodies bodies,
      PublicationStore store,
      GitHubOutbox outbox,
      GitHubIssues gitHubIssues,
      Transactions transactions) {
    this.issues = issues;
    this.bodies = bodies;
    this.store = store;
    this.outbox = outbox;
    this.gitHubIssues = gitHubIssues;
    this.transactions = transactions;
  }

  /** Looks at all of them; tells how many there are. */
  int lookAtAll() {
    int seen = 0;
    List<Long> ids = store.followed(0, PORTION);
    while (!ids.isEmpty()) {
      for (IssueContent read : issues.contents(ids).values()) {
        if (!isUpToDate(read)) {
          lookAtOne(read);
        }
      }
      seen += ids.size();
      ids = store.followed(ids.getLast(), PORTION);
    }
    return seen;
  }

  private boolean isUpToDate(IssueContent read) {
    if (read.state() == IssueState.CLOSED) {
      return affectedIn(read).isEmpty();
    }
    return store.openAt(read.id()).filter(OpenPackages.of(read)::equals).isPresent()
        && rewritten(read).isEmpty();
  }

  /** Judges by what holds once nobody else can move it: the reading may be long ago. */
  private void lookAtOne(IssueContent read) {
    try {
      transactions.run(
          () -> {
            store.lock(read.id());
            issues.content(read.id()).ifPresent(this::lookAt);
          });
    } catch (RuntimeException e) {
      // One that cannot be followed holds up none of the others; the next look tries again.
      LOG.warn("Could not follow what became of {}: {}", read.name(), e.getMessage(), e);
    }
  }

  private void lookAt(IssueContent issue) {
    switch (issue.state()) {
      case DRAFT -> {}
      case PUBLISHED -> lookAtOpen(issue);
      case CLOSED -> lookAtClosed(issue);
    }
  }

  private void lookAtOpen(IssueContent issue) {
    Set<String> now = OpenPackages.of(issue);
    Set<String> before = store.openAt(issue.id()).orElse(now);
    store.keepOpen(issue.id(), now);
    if (now.isEmpty() && !before.isEmpty()) {
      close(issue, before);
    } else {
      refresh(issue);
    }
  }

  private void close(IssueContent issue, Set<String> before) {
    boolean isShipped =
        issue.findings().stream()
            .filter(IssueFinding::supported)
            .map(finding -> OpenPackages.place(finding.channel(), finding.attribute()))
            .anyMatch(before::contains);
    if (isShipped) {
      issues.close(
          issue.id(), reason(issue), "Nothing of it is open in a supported channel.", null);
    } else {
      // Removed or past its end of life: whoever still uses it is as affected as before.
      issues.close(
          issue.id(),
          CloseReason.NOT_AFFECTED,
          "No supported channel ships any more what was open, or it was taken out of the issue.",
          null);
    }
  }

  /** What a person closed, with a reason, stays closed. */
  private void lookAtClosed(IssueContent issue) {
    List<String> channels = affectedIn(issue);
    if (issue.moments().closedBy() == null && !channels.isEmpty()) {
      issues.reopen(
          issue.id(), "Affected again in %s.".formatted(String.join(", ", channels)), null);
    }
  }

  /** Not where nobody knows: each new version is unknown until it has been judged. */
  private static List<String> affectedIn(IssueContent issue) {
    return issue.findings().stream()
        .filter(finding -> finding.supported() && finding.status().isAffected())
        .map(IssueFinding::channel)
        .distinct()
        .sorted()
        .toList();
  }

  /** Judged by people alone, nothing was fixed. */
  private static CloseReason reason(IssueContent issue) {
    boolean judged =
        issue.findings().stream()
            .filter(IssueFinding::supported)
            .filter(finding -> finding.machine().verdict().isOpen())
            .anyMatch(IssueFinding::isOverridden);
    return judged ? CloseReason.NOT_AFFECTED : CloseReason.FIXED;
  }

  /** Writes the body of our GitHub issue anew where it would say something else. */
  void refresh(long issueId) {
    issues.content(issueId).ifPresent(this::refresh);
  }

  private void refresh(IssueContent issue) {
    rewritten(issue)
        .ifPresent(
            renewed -> {
              store.rewrite(issue.id(), Outgoing.shown(renewed.body()));
              outbox.editBody(
                  GitHubSide.subject(issue.id()) + "/body",
                  renewed.number(),
                  Outgoing.text(renewed.body()));
            });
  }

  /** A body that is to stand on GitHub instead of the one there. */
  private record Rewritten(long number, IssueBody body) {}

  /** Empty where there is none of ours, or it says what holds. */
  private Optional<Rewritten> rewritten(IssueContent issue) {
    Optional<GitHubSide> side = store.side(issue.id());
    String publicId = issue.publicId();
    if (publicId == null || side.isEmpty() || side.get().attached()) {
      return Optional.empty();
    }
    Long number = side.get().number();
    if (number == null) {
      return Optional.empty(); // delivered as it was published, and then looked at again
    }
    IssueBody body = bodies.later(issue, publicId);
    return Outgoing.shown(body).equals(side.get().body())
        ? Optional.empty()
        : Optional.of(new Rewritten(number, body));
  }

  @Override
  public void changed(long issueId, IssueChange change) {
    refresh(issueId);
  }

  @Override
  public void closed(long issueId, CloseReason reason, @Nullable Long actor) {
    refresh(issueId);
  }

  /** Where it is open by now counts anew: else the next look would close it again. */
  @Override
  public void reopened(long issueId, @Nullable Long actor) {
    issues
        .content(issueId)
        .filter(issue -> issue.state() == IssueState.PUBLISHED)
        .ifPresent(issue -> store.keepOpen(issueId, OpenPackages.of(issue)));
    refresh(issueId);
    markClosedThere(issueId);
  }

  /** The move took the mark away, but only people open a GitHub issue again. */
  private void markClosedThere(long issueId) {
    store
        .side(issueId)
        .map(GitHubSide::number)
        .flatMap(gitHubIssues::find)
        .filter(there -> !there.isOpen())
        .ifPresent(
            there ->
                issues.markClosedOnGitHub(
                    issueId, Objects.requireNonNullElse(there.closedAt(), there.updatedAt())));
  }
}
