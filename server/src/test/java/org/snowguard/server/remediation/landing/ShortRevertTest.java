package org.snowguard.server.remediation.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.ingest.source.Sources;
import org.snowguard.server.nixpkgs.ChannelRegistry;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.remediation.git.NixpkgsClone;
import org.snowguard.world.nixpkgs.ScriptedNixpkgs;

/** Reverts that name what they take back by the first digits of its hash. */
class ShortRevertTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
  private static final String PATH = "pkgs/by-name/curl/package.nix";

  @TempDir Path directory;

  private final TestClock clock = new TestClock(START);
  private final Landings landings = new Landings(database.jdbi());

  private void look() throws InterruptedException {
    EventLog events = new EventLog(database.jdbi(), clock);
    NixpkgsHistory history =
        new NixpkgsHistory(
            new NixpkgsClone(
                directory.resolve("origin.git").toUri().toString(),
                directory.resolve("clone.git"),
                _ -> true),
            database.jdbi(),
            database.transactions(),
            List.of(),
            new ChannelRegistry(database.jdbi(), events, database.transactions(), clock),
            new Channels(database.jdbi(), events, database.transactions(), clock));
    Sources sources = new Sources(List.of(history), database.jdbi(), () -> {}, () -> 0L, clock);
    assertThat(JobRuns.failureOf(sources.jobs().getFirst(), database.jdbi(), clock)).isNull();
    clock.advance(Duration.ofHours(1));
  }

  private ScriptedNixpkgs begun() throws IOException, InterruptedException {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "truncate git_ref, git_commit, git_carried, git_revert, git_landing,"
                        + " git_advance, source_state, channel cascade"));
    ScriptedNixpkgs nixpkgs =
        ScriptedNixpkgs.at(directory.resolve("origin.git"), START.minus(Duration.ofDays(1)));
    nixpkgs.commit("master", "curl: 8.0.0 -> 8.1.0");
    nixpkgs.publish();
    look();
    return nixpkgs;
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 12, 39})
  void digitsOfOneCommitTakeItBack(int digits) throws IOException, InterruptedException {
    try (ScriptedNixpkgs nixpkgs = begun()) {
      String fix = nixpkgs.commit("master", "curl: 8.1.0 -> 8.2.0");
      nixpkgs.publish();
      look();
      assertThat(landings.reached(fix, "master")).isTrue();

      nixpkgs.commit("master", revert(fix.substring(0, digits)), PATH, "8.1.0\n");
      nixpkgs.publish();
      look();
      assertThat(landings.reached(fix, "master")).isFalse();
      assertThat(landings.of(fix).getFirst().revertedAt()).isEqualTo(START.plusSeconds(7200));
    }
  }

  @Test
  void mergeTakenBackInShortTakesAllThatItBrought() throws IOException, InterruptedException {
    try (ScriptedNixpkgs nixpkgs = begun()) {
      String merge = nixpkgs.pull("master", 12, "curl: 8.1.0 -> 8.2.0", "curl: cleanup");
      nixpkgs.commit("master", revert(merge.substring(0, 9)), PATH, "8.1.0\n");
      nixpkgs.publish();
      look();
      assertThat(landings.reached(nixpkgs.commitOf("curl: 8.1.0 -> 8.2.0"), "master")).isFalse();
      assertThat(landings.reached(merge, "master")).isFalse();
    }
  }

  @Test
  void digitsOfNoEarlierCommitTakeNothingBack() throws IOException, InterruptedException {
    try (ScriptedNixpkgs nixpkgs = begun()) {
      String fix = nixpkgs.commit("master", "curl: 8.1.0 -> 8.2.0");
      String other = (fix.charAt(6) == '0' ? "1" : "0");
      nixpkgs.commit("master", revert(fix.substring(0, 6) + other), PATH, "8.1.0\n");
      nixpkgs.publish();
      look();
      assertThat(landings.reached(fix, "master")).isTrue();
    }
  }

  private static String revert(String digits) {
    return "Revert \"curl: 8.1.0 -> 8.2.0\"\n\nThis reverts commit %s (curl: 8.1.0 -> 8.2.0, 2026-06-01).\n"
        .formatted(digits);
  }
}
