package org.snowguard.server.remediation.backport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.remediation.git.TrialPick;
import org.snowguard.server.remediation.landing.Reach;
import org.snowguard.server.remediation.pull.PullWorld;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.world.github.FakeGitHub;
import org.snowguard.world.github.Issue;

/** Picks that are tried before somebody sits down to them. */
class BackportTrialsTest {

  private static final String COMMIT = "a".repeat(40);

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final List<String> tried = new ArrayList<>();
  private PullWorld world;
  private Backports backports;
  private BackportTrials trials;

  @BeforeEach
  void arrange() {
    world = new PullWorld(database);
    world.triage.ship(TriageWorld.UNSTABLE, Packages.of("anvil 1.3"));
    world.triage.ship("nixos-26.05", Packages.of("anvil 1.2.1"));
    world.triage.suggested("CVE-2024-0001", "anvil", 0.99, Verdict.AFFECTED);
    TrialStore store = new TrialStore(database.jdbi(), FakeGitHub.NIXPKGS);
    backports =
        new Backports(
            new BackportStore(database.jdbi(), FakeGitHub.NIXPKGS),
            store,
            world.pulls,
            (commit, branch) -> Reach.NOT_KNOWN,
            world.triage.events,
            world.triage.transactions,
            world.clock);
    trials = new BackportTrials(backports, store, this::attempt, world.clock);
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** The first one conflicts, later ones do not. */
  private TrialPick attempt(String commit, String branch) {
    tried.add("%s %s".formatted(commit, branch));
    return tried.size() == 1
        ? new TrialPick.Conflict(List.of("pkgs/anvil.nix"))
        : new TrialPick.Clean();
  }

  private void attemptAll() throws InterruptedException {
    JobRuns.once(trials, database.jdbi(), world.clock);
  }

  @Test
  void conflictsAreToldAndTriedAgainAfterADay() throws Exception {
    Issue pull = world.open("anvil: 1.3 -> 1.4", "CVE-2024-0001");
    world.gitHub.nixpkgs().merge(pull.number(), world.author, COMMIT);
    world.sweep();
    attemptAll();
    attemptAll();
    assertThat(tried).containsExactly(COMMIT + " release-26.05");
    assertThat(backports.all().getFirst().trial())
        .isEqualTo(
            new Trial(
                Trial.Outcome.CONFLICT, List.of("pkgs/anvil.nix"), null, world.clock.instant()));

    world.clock.advance(Duration.ofDays(1));
    attemptAll();
    assertThat(backports.all().getFirst().trial())
        .isEqualTo(new Trial(Trial.Outcome.CLEAN, List.of(), null, world.clock.instant()));
  }

  @Test
  void whatHasNoCommitYetIsNotTried() throws Exception {
    world.open("anvil: 1.3 -> 1.4", "CVE-2024-0001");
    world.sweep();
    attemptAll();
    assertThat(tried).isEmpty();
    assertThat(backports.all().getFirst().trial()).isNull();
  }
}
