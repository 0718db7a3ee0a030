package org.snowguard.server.remediation.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestDatabase;
import org.snowguard.world.nixpkgs.ScriptedNixpkgs;

/** Reverts that name what they take back by the first digits of its hash. */
class ShortRevertTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final String PATH = "pkgs/by-name/curl/package.nix";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {7, 12, 39})
  void digitsOfOneCommitTakeItBack(int digits) throws IOException, InterruptedException {
    try (WatchedNixpkgs watched = WatchedNixpkgs.in(directory, database)) {
      ScriptedNixpkgs nixpkgs = watched.nixpkgs;
      String fix = nixpkgs.commit("master", "curl: 8.1.0 -> 8.2.0");
      watched.look();
      assertThat(watched.landings.reached(fix, "master")).isTrue();

      nixpkgs.commit("master", revert(fix.substring(0, digits)), PATH, "8.1.0\n");
      watched.look();
      assertThat(watched.landings.reached(fix, "master")).isFalse();
      assertThat(watched.landings.of(fix).getFirst().revertedAt())
          .isEqualTo(WatchedNixpkgs.hour(2));
    }
  }

  @Test
  void mergeTakenBackInShortTakesAllThatItBrought() throws IOException, InterruptedException {
    try (WatchedNixpkgs watched = WatchedNixpkgs.in(directory, database)) {
      ScriptedNixpkgs nixpkgs = watched.nixpkgs;
      String merge = nixpkgs.pull("master", 12, "curl: 8.1.0 -> 8.2.0", "curl: cleanup");
      nixpkgs.commit("master", revert(merge.substring(0, 9)), PATH, "8.1.0\n");
      watched.look();
      assertThat(watched.landings.reached(nixpkgs.commitOf("curl: 8.1.0 -> 8.2.0"), "master"))
          .isFalse();
      assertThat(watched.landings.reached(merge, "master")).isFalse();
    }
  }

  @Test
  void digitsOfNoEarlierCommitTakeNothingBack() throws IOException, InterruptedException {
    try (WatchedNixpkgs watched = WatchedNixpkgs.in(directory, database)) {
      ScriptedNixpkgs nixpkgs = watched.nixpkgs;
      String fix = nixpkgs.commit("master", "curl: 8.1.0 -> 8.2.0");
      String other = (fix.charAt(6) == '0' ? "1" : "0");
      nixpkgs.commit("master", revert(fix.substring(0, 6) + other), PATH, "8.1.0\n");
      watched.look();
      assertThat(watched.landings.reached(fix, "master")).isTrue();
    }
  }

  private static String revert(String digits) {
    return "Revert \"curl: 8.1.0 -> 8.2.0\"\n\nThis reverts commit %s (curl: 8.1.0 -> 8.2.0, 2026-06-01).\n"
        .formatted(digits);
  }
}
