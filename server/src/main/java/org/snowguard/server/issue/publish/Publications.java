package org.snowguard.server.issue.publish;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.publish.IssueBody;
import org.snowguard.core.publish.Mentions;
import org.snowguard.core.publish.PublicId;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.github.GitHubIssue;
import org.snowguard.server.github.GitHubIssues;
import org.snowguard.server.github.outbox.GitHubOutbox;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueVulnerability;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Transactions;

/** Makes drafts public: here at once, on GitHub when it is reached. */
public final class Publications {

  private static final String TRYING = "publishing an issue";

  private final Issues issues;
  private final Bodies bodies;
  private final PublicationStore store;
  private final MentionStore mentions;
  private final GitHubOutbox outbox;
  private final GitHubIssues gitHubIssues;
  private final PublicationSettings settings;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  Publications(
      Issues issues,
      Bodies bodies,
      PublicationStore store,
      MentionStore mentions,
      GitHubOutbox outbox,
      GitHubIssues gitHubIssues,
      PublicationSettings settings,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    this.issues = issues;
    this.bodies = bodies;
    this.store = store;
    this.mentions = mentions;
    this.outbox = outbox;
    this.gitHubIssues = gitHubIssues;
    this.settings = settings;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * What somebody wants to publish.
   *
   * @param revision of the draft that they looked at
   * @param fingerprint of the preview that they looked at
   * @param ticked checks that they have seen and go on nevertheless
   * @param attachTo number of the GitHub issue that stands for it; null: a new one
   */
  public record Wanted(
      long issueId, int revision, String fingerprint, Set<String> ticked, @Nullable Long attachTo) {
    public Wanted {
      ticked = Set.copyOf(ticked);
    }
  }

  /** What would be written now. */
  public Preview preview(long issueId) {
    return transactions.read(
        () -> {
          int year = year();
          int number = store.nextNumber(settings.prefix(), year);
          return preview(find(issueId), new PublicId(settings.prefix(), year, number).text());
        });
  }

  private Preview preview(IssueContent issue, String publicId) {
    Bodies.First first = bodies.first(issue, publicId);
    return new Preview(
        issue,
        publicId,
        first.body(),
        first.mentions(),
        first.disputed(),
        PublicationChecks.of(issue, first.body(), bodies.writes()),
        gitHubIssues.naming(issue.vulnerabilities().stream().map(IssueVulnerability::id).toList()));
  }

  /**
   * Publishes exactly what was looked at, in one transaction.
   *
   * @return the public id
   * @throws Conflict if the draft, or what the machine says of it, is otherwise by now
   */
  public String publish(Wanted wanted, long actor) {
    return transactions.call(
        () -> {
          int year = year();
          int number = store.takeNumber(settings.prefix(), year);
          String publicId = new PublicId(settings.prefix(), year, number).text();
          Preview preview = preview(find(wanted.issueId()), publicId);
          check(preview, wanted);
          toGitHub(preview, wanted.attachTo(), actor);
          issues.publish(wanted.issueId(), wanted.revision(), publicId, actor);
          store.keepOpen(wanted.issueId(), OpenPackages.of(preview.issue()));
          Long attachTo = wanted.attachTo();
          if (attachTo != null) {
            markIfClosed(preview.issue(), attachable(attachTo));
          }
          return publicId;
        });
  }

  /** Nothing will tell any more of what happened there before. */
  private void markIfClosed(IssueContent issue, GitHubIssue attached) {
    if (!attached.isOpen() && !issue.openIn().isEmpty()) {
      issues.markClosedOnGitHub(
          issue.id(), Objects.requireNonNullElse(attached.closedAt(), attached.updatedAt()));
    }
  }

  private static void check(Preview preview, Wanted wanted) {
    IssueContent issue = preview.issue();
    boolean stale = issue.revision() != wanted.revision();
    // A check that came up since is told by itself, not by the text being another one.
    List<PublicationCheck> open =
        preview.checks().stream()
            .filter(check -> check.hard() || !wanted.ticked().contains(check.code()))
            .toList();
    if (!stale && !open.isEmpty()) {
      throw new Conflict(
          TRYING,
          issue.title(),
          open.stream().map(PublicationCheck::words).collect(Collectors.joining(" "))
              + " Look at the preview again.");
    }
    if (stale || !preview.fingerprint().equals(wanted.fingerprint())) {
      throw new Conflict(
          TRYING, issue.title(), "what would be written has changed; look at the preview again.");
    }
  }

  /** Before the publication itself: who is told of that must know who was mentioned. */
  private void toGitHub(Preview preview, @Nullable Long attachTo, long actor) {
    long id = preview.issue().id();
    if (attachTo != null) {
      GitHubIssue found = attachable(attachTo);
      store.insert(new GitHubSide(id, true, found.number(), found.url(), null));
      append(preview.issue(), found, actor);
    } else if (bodies.writes()) {
      IssueBody body = bodies.written(preview);
      store.insert(new GitHubSide(id, false, null, null, Outgoing.shown(body)));
      store.keepPages(id, body.comments());
      outbox.openIssue(
          GitHubSide.subject(id), body.title(), Outgoing.text(body), settings.labels());
      mention(id, preview.mentions());
    }
  }

  private void mention(long id, Mentions chosen) {
    if (bodies.isLive()) {
      mentions.mentioned(id, chosen.now(), clock.instant());
      mentions.putOff(id, chosen.later(), clock.instant());
    }
  }

  private GitHubIssue attachable(long number) {
    return gitHubIssues
        .find(number)
        .orElseThrow(
            () ->
                new BadInput(
                    TRYING,
                    "#" + number,
                    "no issue or pull request of this number was seen on GitHub yet."));
  }

  private void append(IssueContent issue, GitHubIssue found, long actor) {
    events.append(
        new NewEvent(
            "issue.attached",
            Issues.SUBJECT,
            issue.id(),
            issue.title(),
            null,
            null,
            actor,
            null,
            Map.of("number", found.number(), "url", found.url()),
            null,
            null));
  }

  private IssueContent find(long id) {
    return issues
        .content(id)
        .orElseThrow(() -> new NotFound(TRYING, "issue " + id, "see the list of issues."));
  }

  private int year() {
    return clock.instant().atZone(ZoneOffset.UTC).getYear();
  }

  /** Whether there is a repository to write to. */
  public boolean writesToGitHub() {
    return bodies.writes();
  }
}
