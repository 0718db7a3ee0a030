package org.snowguard.server.remediation.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.github.GitHubPull;
import org.snowguard.server.github.client.GitHubClient;
import org.snowguard.server.github.client.Limits;
import org.snowguard.server.github.client.Pause;
import org.snowguard.server.ingest.source.SourceRuns;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.world.github.FakeGitHub;
import org.snowguard.world.github.Issue;
import org.snowguard.world.github.User;

/** A double of GitHub beside a world of packages and records, on one clock. */
public final class PullWorld implements AutoCloseable {

  public final TriageWorld triage;
  public final TestClock clock;
  public final FakeGitHub gitHub;
  public final User author;
  public final Fixes fixes;
  public final FixDesk desk;
  public final PullRequests pulls;
  public final List<PullListener> listeners = new ArrayList<>();
  public final List<BotComments> comments = new ArrayList<>();
  public final GitHubClient client;
  final PullSightings sightings;
  private final FixStore store;
  private final FixRelinking relinking;
  private final PullSweep sweep;
  private final TestDatabase database;

  public PullWorld(TestDatabase database) {
    this.database = database;
    triage = new TriageWorld(database);
    clock = triage.clock;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "truncate pull_request, fix_link_due, github_delivery, github_write,"
                        + " github_limit, backport_failure, backport_label_removed,"
                        + " backport_trial, backport_policy, job,"
                        + " source_state cascade"));
    gitHub = FakeGitHub.open(clock);
    author = gitHub.people().add("author");
    fixes = new Fixes(database.jdbi(), FakeGitHub.NIXPKGS);
    pulls = new PullRequests(database.jdbi(), FakeGitHub.NIXPKGS);
    store = new FixStore(database.jdbi(), FakeGitHub.NIXPKGS);
    PullStore pullStore = new PullStore(database.jdbi(), FakeGitHub.NIXPKGS);
    FixFactsStore facts = new FixFactsStore(database.jdbi(), FakeGitHub.NIXPKGS);
    FixRules rules =
        new FixRules(
            facts, () -> new FixJudge(triage.vulnerabilities, triage.packages, triage.projects));
    FixLinks links = new FixLinks(store, pullStore, rules, facts, triage.events, List::of, clock);
    desk = new FixDesk(store, pullStore, facts, links, triage.events, triage.transactions, clock);
    sightings = new PullSightings(pullStore, links, () -> listeners, triage.transactions);
    relinking =
        new FixRelinking(
            new FixChangesStore(database.jdbi(), FakeGitHub.NIXPKGS),
            links,
            triage.transactions,
            clock);
    Pause pause =
        moment -> {
          Duration left = Duration.between(clock.instant(), moment);
          if (left.isPositive()) {
            clock.advance(left);
          }
        };
    client =
        new GitHubClient(
            new GitHubClient.Address(
                gitHub.api(),
                FakeGitHub.NIXPKGS,
                gitHub.app().clientId(),
                gitHub.app().privateKey(),
                "test",
                null),
            new Limits(database.jdbi(), triage.transactions, clock),
            pause,
            clock);
    sweep =
        new PullSweep(
            client,
            sightings,
            (number, body, at) -> comments.forEach(one -> one.said(number, body, at)),
            triage.transactions);
  }

  public Issue open(String title, String body) {
    return gitHub.nixpkgs().openPull(author, title, body, "a-branch", "master");
  }

  public long project(String slug) {
    return triage.projects.find(slug).orElseThrow().id();
  }

  /** Reads what changed; gives how many pull requests it read. */
  public long sweep() throws Exception {
    return SourceRuns.once(sweep, database.jdbi(), clock);
  }

  public void relink() {
    while (relinking.relink() > 0) {
      // Until nothing is left.
    }
  }

  /** What a webhook would tell now. */
  GitHubPull told(int number) {
    Issue issue = gitHub.nixpkgs().issue(number).orElseThrow();
    Issue.Pull pull = java.util.Objects.requireNonNull(issue.pull());
    Instant mergedAt = pull.mergedAt();
    return new GitHubPull(
        number,
        issue.title(),
        issue.body(),
        issue.isOpen(),
        pull.head(),
        pull.base(),
        pull.mergeCommit(),
        issue.labels(),
        issue.author(),
        List.of(),
        issue.createdAt(),
        issue.updatedAt(),
        mergedAt,
        "https://github.com/NixOS/nixpkgs/pull/" + number);
  }

  public void tell(int number) {
    new PullWebhooks(sightings).pullRequestTold(told(number));
  }

  /** The only fix that counts. */
  Fix onlyFix() {
    return only(fixes.of(triage.vulnerability("CVE-2024-0001"), project("anvil")));
  }

  /** The only fix, refuted or not. */
  Fix onlyStored() {
    return only(store.of(triage.vulnerability("CVE-2024-0001"), project("anvil")));
  }

  private static Fix only(List<Fix> all) {
    if (all.size() != 1) {
      throw new AssertionError("not one fix but " + all);
    }
    return all.getFirst();
  }

  /** Oldest first. */
  List<String> fixEvents() {
    return triage
        .events
        .latest(new EventFilter(null, null, "fix.", null, null, null, null), null, 100)
        .stream()
        .map(Event::kind)
        .toList()
        .reversed();
  }

  @Override
  public void close() {
    client.close();
    gitHub.close();
  }
}
