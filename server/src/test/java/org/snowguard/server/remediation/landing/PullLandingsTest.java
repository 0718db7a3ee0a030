package org.snowguard.server.remediation.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestDatabase;
import org.snowguard.world.nixpkgs.ScriptedNixpkgs;

/** Merges that bring several commits, of which picks and reverts speak one by one or as a whole. */
class PullLandingsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final String MASTER = "master";
  private static final String RELEASE = "release-26.05";

  @TempDir Path directory;

  private WatchedNixpkgs watched;
  private ScriptedNixpkgs nixpkgs;

  @BeforeEach
  void begin() throws IOException, InterruptedException {
    watched = WatchedNixpkgs.in(directory, database);
    nixpkgs = watched.nixpkgs;
  }

  @AfterEach
  void end() throws IOException {
    watched.close();
  }

  @Test
  void revertedMergeStandsAgainOnceAllOfItHasLandedAgain() throws InterruptedException {
    String merge = nixpkgs.pull(MASTER, 12, "curl: 8.1.0 -> 8.2.0", "curl: cleanup");
    watched.look();
    nixpkgs.revert(MASTER, merge);
    watched.look();
    assertThat(watched.landing(merge, MASTER).revertedAt()).isEqualTo(WatchedNixpkgs.hour(2));
    assertThat(watched.landings.reached(merge, MASTER)).isFalse();

    List<String> parts = nixpkgs.broughtBy(merge);
    nixpkgs.pick(MASTER, parts.getFirst());
    watched.look();
    assertThat(watched.landing(merge, MASTER).stands()).as("one of two").isFalse();
    assertThat(watched.landings.reached(merge, MASTER)).isFalse();

    String last = nixpkgs.pick(MASTER, parts.getLast());
    watched.look();
    Landing again = watched.landing(merge, MASTER);
    assertThat(again.stands()).isTrue();
    assertThat(watched.landings.reached(merge, MASTER)).isTrue();
    assertThat(again.commit()).isEqualTo(last);
    assertThat(again.firstSeen()).isEqualTo(WatchedNixpkgs.hour(4));
  }

  @Test
  void partThatIsRevertedEndsTheMergeAndNotItsOtherParts() throws InterruptedException {
    String merge = nixpkgs.pull(MASTER, 12, "curl: 8.1.0 -> 8.2.0", "curl: cleanup");
    watched.look();
    nixpkgs.revert(MASTER, nixpkgs.broughtBy(merge).getLast());
    watched.look();
    assertThat(watched.landing(merge, MASTER).stands()).isFalse();
    assertThat(watched.landing(merge, MASTER).commit()).isEqualTo(merge);
    assertThat(watched.landings.reached(nixpkgs.broughtBy(merge).getFirst(), MASTER)).isTrue();
  }

  @Test
  void ofPicksThatCameAtOnceTheLastIsTheOneThatBringsTheFix() throws InterruptedException {
    List<String> releases = List.of(RELEASE, "release-25.11", "release-25.05");
    releases.forEach(release -> nixpkgs.point(release, nixpkgs.headOf(MASTER)));
    String merge =
        nixpkgs.pull(
            MASTER,
            12,
            "curl: sort inputs",
            "curl: add tests",
            "curl: drop patch",
            "curl: refactor",
            "curl: format",
            "curl: 8.1.0 -> 8.2.0");
    watched.look();
    String[] parts = nixpkgs.broughtBy(merge).toArray(String[]::new);
    List<String> backports =
        releases.stream().map(release -> nixpkgs.backport(release, 13, parts)).toList();
    watched.look();
    assertThat(releases)
        .extracting(release -> watched.landing(merge, release).commit())
        .isEqualTo(backports.stream().map(one -> nixpkgs.broughtBy(one).getLast()).toList());
    assertThat(watched.landing(merge, MASTER).commit()).isEqualTo(merge);
  }

  @Test
  void picksOfOnlySomePartsBringNoMerge() throws InterruptedException {
    nixpkgs.point(RELEASE, nixpkgs.headOf(MASTER));
    String merge = nixpkgs.pull(MASTER, 12, "curl: 8.1.0 -> 8.2.0", "curl: cleanup");
    watched.look();
    nixpkgs.pick(RELEASE, nixpkgs.broughtBy(merge).getFirst());
    watched.look();
    assertThat(watched.landings.of(merge)).extracting(Landing::ref).containsExactly(MASTER);
    assertThat(watched.landings.reached(merge, RELEASE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Merge branch 'staging-next' into master",
        "Merge pull request #104 from NixOS/staging-next"
      })
  void revertOfAWholeBranchTakesBackAllThatItBrought(String message) throws InterruptedException {
    nixpkgs.point("staging-next", nixpkgs.headOf(MASTER));
    String pull = nixpkgs.pull("staging-next", 20, "glibc: patch", "glibc: format");
    String direct = nixpkgs.commit("staging-next", "gcc: 14 -> 15");
    String other = nixpkgs.commit(MASTER, "xz: 5.6.1 -> 5.6.2");
    String whole = nixpkgs.merge(MASTER, "staging-next", message);
    watched.look();
    assertThat(reached(MASTER, pull, direct, other)).containsExactly(true, true, true);

    // It names a commit that was stored in an earlier run.
    String revert = nixpkgs.revert(MASTER, whole);
    watched.look();
    assertThat(reached(MASTER, pull, direct, other)).containsExactly(false, false, true);
    assertThat(reached("staging-next", pull, direct)).containsExactly(true, true);
    assertThat(watched.landing(pull, MASTER).revertedAt()).isEqualTo(WatchedNixpkgs.hour(2));

    nixpkgs.revert(MASTER, revert);
    watched.look();
    assertThat(reached(MASTER, pull, direct, other)).containsExactly(true, true, true);
  }

  private List<Boolean> reached(String ref, String... commits) {
    return List.of(commits).stream().map(commit -> watched.landings.reached(commit, ref)).toList();
  }
}
