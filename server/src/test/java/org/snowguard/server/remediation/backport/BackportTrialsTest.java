package org.snowguard.server.remediation.backport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.remediation.git.TrialPick;

/** Picks that are tried before somebody sits down to them. */
class BackportTrialsTest {

  private static final String COMMIT = "a".repeat(40);

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final List<String> tried = new ArrayList<>();
  private BackportWorld world;
  private BackportTrials trials;

  @BeforeEach
  void arrange() {
    world = new BackportWorld(database);
    trials = new BackportTrials(world.backports, world.trials, this::attempt, world.pulls.clock);
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
    JobRuns.once(trials, database.jdbi(), world.pulls.clock);
  }

  @Test
  void conflictsAreToldAndTriedAgainAfterADay() throws Exception {
    world.fix("anvil: 1.3 -> 1.4", "master", COMMIT);
    attemptAll();
    attemptAll();
    assertThat(tried).containsExactly(COMMIT + " release-26.05");
    assertThat(world.backports.all().getFirst().trial())
        .isEqualTo(
            new Trial(
                Trial.Outcome.CONFLICT,
                List.of("pkgs/anvil.nix"),
                null,
                world.pulls.clock.instant()));

    world.pulls.clock.advance(Duration.ofDays(1));
    attemptAll();
    assertThat(world.backports.all().getFirst().trial())
        .isEqualTo(new Trial(Trial.Outcome.CLEAN, List.of(), null, world.pulls.clock.instant()));
  }

  @Test
  void whatHasNoCommitYetIsNotTried() throws Exception {
    world.fix("anvil: 1.3 -> 1.4", "master", "");
    attemptAll();
    assertThat(tried).isEmpty();
    assertThat(world.backports.all().getFirst().trial()).isNull();
  }

  @Test
  void whereMoreIsDueThanCanBeTriedAllHaveTheirTurn() throws Exception {
    Set<String> expected = new HashSet<>();
    for (int number = 0; number < 45; number++) {
      String commit = "%040x".formatted(number);
      expected.add(commit + " release-26.05");
      world.fix("anvil: 1.3 -> 1.4", "master", commit);
    }
    for (int day = 0; day < 3; day++) {
      attemptAll();
      world.pulls.clock.advance(Duration.ofDays(1));
    }
    assertThat(new HashSet<>(tried)).isEqualTo(expected);
  }
}
