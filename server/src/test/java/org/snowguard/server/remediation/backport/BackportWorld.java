package org.snowguard.server.remediation.backport;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.github.outbox.OutboxNode;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.remediation.landing.CommitOnRef;
import org.snowguard.server.remediation.landing.Reach;
import org.snowguard.server.remediation.pull.PullWorld;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.world.github.FakeGitHub;
import org.snowguard.world.github.Issue;

/** A flaw of one package that unstable and a release ship, and what is known of landings. */
final class BackportWorld implements AutoCloseable {

  static final String LABEL = "backport release-26.05";

  final PullWorld pulls;
  final BackportStore store;
  final TrialStore trials;
  final Backports backports;
  final BackportPolicies policies;
  final OutboxNode node;
  final BackportLabels labels;

  /** Commits that are nowhere, and, as {@code commit branch}, those that one branch lacks. */
  final Set<String> lost = new HashSet<>();

  /** How often landings were asked. */
  int asked;

  BackportWorld(TestDatabase database) {
    pulls = new PullWorld(database);
    pulls.triage.ship(TriageWorld.UNSTABLE, Packages.of("anvil 1.3"));
    pulls.triage.ship("nixos-26.05", Packages.of("anvil 1.2.1"));
    pulls.triage.suggested("CVE-2024-0001", "anvil", 0.99, Verdict.AFFECTED);
    store = new BackportStore(database.jdbi(), FakeGitHub.NIXPKGS);
    trials = new TrialStore(database.jdbi(), FakeGitHub.NIXPKGS);
    PolicyStore chosen = new PolicyStore(database.jdbi());
    backports =
        new Backports(
            store,
            trials,
            chosen,
            pulls.pulls,
            questions -> {
              asked++;
              return questions.stream().collect(Collectors.toMap(Function.identity(), this::reach));
            },
            new BackportCommand("https://github.com/" + FakeGitHub.NIXPKGS + ".git"),
            pulls.triage.transactions);
    policies =
        new BackportPolicies(chosen, pulls.triage.events, pulls.triage.transactions, pulls.clock);
    pulls.listeners.add(new RemovedLabels(store, pulls.clock));
    pulls.comments.add(new BackportComments(store, List::of));
    node = new OutboxNode(database, pulls.client, pulls.clock);
    labels =
        new BackportLabels(
            backports, node.outbox(), pulls.triage.events, pulls.triage.transactions, pulls.clock);
  }

  private Reach reach(CommitOnRef question) {
    if (lost.contains(question.commit())
        || lost.contains(question.commit() + " " + question.ref())) {
      return Reach.NO;
    }
    return question.commit().startsWith("f") ? Reach.YES : Reach.NOT_KNOWN;
  }

  /** A pull request that names the flaw, merged as a commit unless that is empty. */
  Issue fix(String title, String base, String commit) throws Exception {
    Issue pull = pulls.gitHub.nixpkgs().openPull(pulls.author, title, "CVE-2024-0001", "fix", base);
    if (!commit.isEmpty()) {
      pulls.gitHub.nixpkgs().merge(pull.number(), pulls.author, commit);
    }
    pulls.sweep();
    return pull;
  }

  /** {@code release-26.05 WANTED ACCEPTABLE}. */
  String wanted() {
    return backports.all().stream()
        .map(one -> "%s %s %s".formatted(one.branch(), one.state(), one.acceptance()))
        .collect(Collectors.joining(", "));
  }

  void policy(String word) {
    policies.set(pulls.triage.projects.find("anvil").orElseThrow(), word, pulls.triage.alice);
  }

  @Override
  public void close() {
    pulls.close();
  }
}
