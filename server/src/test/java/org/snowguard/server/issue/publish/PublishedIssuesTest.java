package org.snowguard.server.issue.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.issue.IssueState;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestClock;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.github.GitHubIssues;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.suggestion.TriageWorld;

/** What becomes of published issues when channels and GitHub move on. */
class PublishedIssuesTest extends Publishing {

  /** One whose moves are told to the listeners of this world. */
  private PublishedIssues watched(IssueListener listener) {
    PublicationStore store = new PublicationStore(world.jdbi);
    world.issueListeners.add(listener);
    return new PublishedIssues(
        world.issues,
        SERVER.bean(Bodies.class),
        store,
        outbox,
        SERVER.bean(GitHubIssues.class),
        world.transactions);
  }

  @Test
  void staysOpenWhileAChannelIsAffected() {
    long issue = draft(ID, Verdict.AFFECTED);
    number(publish(issue));
    deliver(issue);
    judge(ID, Verdict.NOT_AFFECTED, Verdict.AFFECTED);
    seen("closed", "open");
    seen("closed", "open");
    assertThat(content(issue).state()).isEqualTo(IssueState.PUBLISHED);
    assertThat(content(issue).moments().closedOnGitHubAt()).isEqualTo(SEEN);
    String id = Objects.requireNonNull(content(issue).publicId());
    assertThat(alice.get("/issue/" + id).body()).contains("still affected in", STABLE);
    assertThat(alice.get("/issues?state=backport").body()).contains(id);
    seen("open", "closed");
    assertThat(content(issue).moments().closedOnGitHubAt()).isNull();
    assertThat(alice.get("/issues?state=backport").body()).doesNotContain(id);
    seen("closed", "open");
    judge(ID, Verdict.NOT_AFFECTED, Verdict.NOT_AFFECTED);
    assertThat(content(issue).state()).isEqualTo(IssueState.CLOSED);
    assertThat(content(issue).closeReason()).isEqualTo(CloseReason.FIXED);
    // The body says so, by an edit; nothing else goes to GitHub.
    assertThat(outbox.of("issue/" + issue + "/body")).isPresent();
    assertThat(outbox.waiting(10)).hasSize(2);
  }

  @Test
  void nothingIsLookedAtWhileNothingChanges() throws InterruptedException {
    long issue = published(ID);
    TestClock clock = TestClock.at("2026-11-21T00:00:00Z");
    Job job =
        new PublishedIssuesJob(
            SERVER.bean(PublishedIssues.class),
            digest(one -> false),
            new SuggestionChanges(world.jdbi),
            clock);
    JobRuns.once(job, world.jdbi, clock);
    JobRuns.once(job, world.jdbi, clock);
    // Not by matching or people, of which the job would hear.
    world.jdbi.useHandle(
        handle -> handle.execute("update suggestion_verdict set verdict = 'not_affected'"));
    JobRuns.once(job, world.jdbi, clock);
    assertThat(content(issue).state()).isEqualTo(IssueState.PUBLISHED);
    clock.advance(Duration.ofHours(6));
    JobRuns.once(job, world.jdbi, clock);
    assertThat(content(issue).state()).isEqualTo(IssueState.CLOSED);
  }

  /** Many are read at once, and judged one after another. */
  @Test
  void whatBecomesAffectedDuringTheLookStaysOpen() {
    long first = published(ID);
    long second = published("CVE-2024-0002");
    match(ID, Verdict.NOT_AFFECTED, Verdict.NOT_AFFECTED);
    match("CVE-2024-0002", Verdict.NOT_AFFECTED, Verdict.NOT_AFFECTED);
    watched(
            new IssueListener() {
              @Override
              public void closed(long issueId, CloseReason reason, @Nullable Long actor) {
                if (issueId == first) {
                  match("CVE-2024-0002", Verdict.AFFECTED, Verdict.AFFECTED);
                }
              }
            })
        .lookAtAll();
    assertThat(content(first).state()).isEqualTo(IssueState.CLOSED);
    assertThat(content(second).state()).isEqualTo(IssueState.PUBLISHED);
  }

  /** Whoever follows an issue is told of its closing and of each change of status as such. */
  @Test
  void aFixIsNotToldAsWhatNoLongerApplies() {
    long issue = published(ID);
    match(ID, Verdict.NOT_AFFECTED, Verdict.NOT_AFFECTED);
    List<String> told = new ArrayList<>();
    watched(
            new IssueListener() {
              @Override
              public void noLongerApplies(
                  long issueId, Set<String> attributes, String why, @Nullable Long actor) {
                told.add(issueId + " no longer applies");
              }

              @Override
              public void closed(long issueId, CloseReason reason, @Nullable Long actor) {
                told.add(issueId + " closed");
              }
            })
        .lookAtAll();
    assertThat(told).containsExactly(issue + " closed");
  }

  @Test
  void oneThatCannotBeFollowedHoldsUpNoOther() {
    long first = published(ID);
    long second = published("CVE-2024-0002");
    match(ID, Verdict.NOT_AFFECTED, Verdict.NOT_AFFECTED);
    match("CVE-2024-0002", Verdict.NOT_AFFECTED, Verdict.NOT_AFFECTED);
    watched(
            new IssueListener() {
              @Override
              public void closed(long issueId, CloseReason reason, @Nullable Long actor) {
                if (issueId == first) {
                  throw new IllegalStateException("not this one");
                }
              }
            })
        .lookAtAll();
    assertThat(content(first).state()).isEqualTo(IssueState.PUBLISHED);
    assertThat(content(second).state()).isEqualTo(IssueState.CLOSED);
  }

  @Test
  void whatIsAffectedAgainIsOpenAgain() {
    long issue = published(ID);
    deliver(issue);
    standsOnGitHub("closed");
    judge(ID, Verdict.NOT_AFFECTED, Verdict.PATCHED);
    assertThat(content(issue).state()).isEqualTo(IssueState.CLOSED);
    judge(ID, Verdict.UNKNOWN, Verdict.NOT_AFFECTED);
    assertThat(content(issue).state()).as("nobody knows").isEqualTo(IssueState.CLOSED);
    judge(ID, Verdict.UNKNOWN, Verdict.AFFECTED);
    assertThat(content(issue).state()).isEqualTo(IssueState.PUBLISHED);
    assertThat(content(issue).moments().closedOnGitHubAt()).isEqualTo(SEEN);
    assertThat(world.events.latest(EventFilter.ofSubject("issue", issue), null, 9))
        .extracting(Event::note)
        .contains("Affected again in " + STABLE + ".");
    judge(ID, Verdict.NOT_AFFECTED, Verdict.NOT_AFFECTED);
    assertThat(content(issue).state()).isEqualTo(IssueState.CLOSED);
  }

  @Test
  void removalIsNoFix() {
    long issue = published(ID);
    world.ship(TriageWorld.UNSTABLE, Packages.of("curl 8.9"));
    world.ship(STABLE, Packages.of("curl 8.9"));
    SERVER.bean(PublishedIssues.class).lookAtAll();
    assertThat(content(issue).state()).isEqualTo(IssueState.CLOSED);
    assertThat(content(issue).closeReason()).isEqualTo(CloseReason.NOT_AFFECTED);
  }

  @Test
  void whatAPersonClosedStaysClosedThoughAffected() {
    long issue = published(ID);
    issues.close(issue, CloseReason.FIXED, null, world.alice);
    judge(ID, Verdict.AFFECTED, Verdict.AFFECTED);
    assertThat(content(issue).state()).isEqualTo(IssueState.CLOSED);
  }

  @Test
  void reopeningThereReopensWhatNobodyClosedHere() {
    long issue = draft(ID, Verdict.AFFECTED);
    number(publish(issue));
    deliver(issue);
    judge(ID, Verdict.PATCHED, Verdict.NOT_AFFECTED);
    assertThat(content(issue).state()).isEqualTo(IssueState.CLOSED);
    seen("open", "closed");
    assertThat(content(issue).state()).isEqualTo(IssueState.PUBLISHED);
    SERVER.bean(PublishedIssues.class).lookAtAll();
    assertThat(content(issue).state()).isEqualTo(IssueState.PUBLISHED);
    issues.close(issue, CloseReason.WILL_NOT_FIX, null, world.alice);
    seen("open", "closed");
    assertThat(content(issue).state()).isEqualTo(IssueState.CLOSED);
  }
}
