package org.snowguard.server.issue.publish;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.issue.IssueState;
import org.snowguard.server.github.GitHubIssue;
import org.snowguard.server.github.GitHubListener;
import org.snowguard.server.github.outbox.Delivery;
import org.snowguard.server.github.outbox.DeliveryListener;
import org.snowguard.server.github.outbox.GitHubOutbox;
import org.snowguard.server.github.outbox.OutgoingText;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContent;

/** What follows here from what happens to a GitHub issue. Never the other way about. */
final class OnGitHub implements GitHubListener, DeliveryListener {

  private static final Pattern SUBJECT = Pattern.compile("issue/(\\d{1,18})");

  private final Issues issues;
  private final PublishedIssues published;
  private final PublicationStore store;
  private final GitHubOutbox outbox;

  OnGitHub(Issues issues, PublishedIssues published, PublicationStore store, GitHubOutbox outbox) {
    this.issues = issues;
    this.published = published;
    this.store = store;
    this.outbox = outbox;
  }

  @Override
  public void delivered(Delivery.Kind kind, String subject, long number, String url) {
    Matcher ours = SUBJECT.matcher(subject);
    if (kind != Delivery.Kind.OPEN_ISSUE || !ours.matches()) {
      return;
    }
    long id = Long.parseLong(ours.group(1));
    store.delivered(id, number, url);
    List<String> pages = store.pages(id);
    for (int page = 1; page <= pages.size(); page++) {
      outbox.comment(subject + "/page/" + page, number, OutgoingText.of(pages.get(page - 1)));
    }
    published.refresh(id);
  }

  @Override
  public void issueSeen(GitHubIssue now, @Nullable GitHubIssue before) {
    for (long id : store.issuesOf(now.number())) {
      store.lock(id);
      issues
          .content(id)
          .ifPresent(
              issue -> {
                if (now.isOpen()) {
                  openThere(issue, before);
                } else {
                  closedThere(issue, now);
                }
              });
    }
  }

  /** "Fixes #n" closes it when unstable is fixed: ours stays open while a channel is affected. */
  private void closedThere(IssueContent issue, GitHubIssue now) {
    if (issue.state() != IssueState.PUBLISHED) {
      return;
    }
    if (issue.openIn().isEmpty()) {
      issues.close(issue.id(), CloseReason.FIXED, "Closed on GitHub, and open nowhere.", null);
    } else if (issue.moments().closedOnGitHubAt() == null) {
      issues.markClosedOnGitHub(
          issue.id(), Objects.requireNonNullElse(now.closedAt(), now.updatedAt()));
    }
  }

  /** What a person closed here, with a reason, stays closed. */
  private void openThere(IssueContent issue, @Nullable GitHubIssue before) {
    boolean reopened = before != null && !before.isOpen();
    switch (issue.state()) {
      case DRAFT -> {}
      case PUBLISHED -> {
        if (issue.moments().closedOnGitHubAt() != null) {
          issues.markReopenedOnGitHub(issue.id());
        }
      }
      case CLOSED -> {
        if (reopened && issue.moments().closedBy() == null) {
          issues.reopen(issue.id(), "Reopened on GitHub.", null);
        }
      }
    }
  }
}
