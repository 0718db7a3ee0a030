package org.snowguard.server.remediation.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowguard.world.nixpkgs.ScriptedNixpkgs;

/** A clone that is used for long, by processes that may be killed. */
class NixpkgsCloneTest {

  private static final int MOST_PACKS = 3;

  @TempDir Path directory;

  private ScriptedNixpkgs nixpkgs;
  private NixpkgsClone clone;

  @BeforeEach
  void begin() throws IOException, InterruptedException {
    nixpkgs =
        ScriptedNixpkgs.at(directory.resolve("origin.git"), Instant.parse("2026-06-01T00:00:00Z"));
    clone = anew();
    commit();
    fetch();
  }

  @AfterEach
  void end() throws IOException {
    nixpkgs.close();
  }

  private NixpkgsClone anew() {
    return new NixpkgsClone(
        directory.resolve("origin.git").toUri().toString(),
        directory.resolve("clone.git"),
        _ -> true,
        MOST_PACKS);
  }

  private String commit() {
    String commit = nixpkgs.commit("master", "xz: %d -> new".formatted(nixpkgs.size()));
    nixpkgs.publish();
    return commit;
  }

  private Map<String, String> fetch() throws IOException, InterruptedException {
    return clone.alone(
        () -> {
          clone.fetch();
          return clone.heads();
        });
  }

  private List<Path> packs() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("clone.git/objects/pack"))) {
      return files.filter(file -> file.toString().endsWith(".pack")).toList();
    }
  }

  @Test
  void whatAKilledGitLeftBehindStopsNoLaterOne() throws IOException, InterruptedException {
    for (String left :
        List.of(
            "config.lock",
            "packed-refs.lock",
            "refs/heads/master.lock",
            "objects/info/commit-graph.lock",
            "objects/pack/tmp_pack_0Aa1Bb")) {
      Files.writeString(directory.resolve("clone.git").resolve(left), "half");
    }
    String next = commit();
    assertThat(fetch()).containsEntry("master", next);
    assertThat(directory.resolve("clone.git/objects/pack/tmp_pack_0Aa1Bb")).doesNotExist();
  }

  @Test
  void cloneThatIsBrokenIsMadeAnewByTheNextFetch() throws IOException, InterruptedException {
    Path first = packs().getFirst();
    commit();
    fetch();
    Files.delete(first);
    Files.writeString(first, "The disk was full.");
    commit();
    assertThatThrownBy(this::everyCommit).isInstanceOf(IOException.class);
    assertThat(everyCommit()).hasSize(nixpkgs.size());
  }

  private List<String> everyCommit() throws IOException, InterruptedException {
    return clone.alone(
        () -> {
          clone.fetch();
          List<String> all = new ArrayList<>();
          clone.log(clone.heads().values(), List.of(), commit -> all.add(commit.commit()));
          return all;
        });
  }

  @Test
  void configurationThatIsBrokenIsNoLastingHarm() throws IOException, InterruptedException {
    Files.writeString(directory.resolve("clone.git/config"), "[cor");
    assertThatThrownBy(this::fetch).isInstanceOf(IOException.class);
    assertThat(fetch()).containsEntry("master", nixpkgs.headOf("master"));
  }

  @Test
  void repositoryThatDoesNotAnswerCostsNoClone() throws IOException, InterruptedException {
    List<Path> before = packs();
    Path origin = directory.resolve("origin.git");
    Files.move(origin, directory.resolve("away.git"));
    assertThatThrownBy(this::fetch).hasMessageContaining("git fetch ended");
    assertThat(packs()).isEqualTo(before);
    assertThat(clone.knows(nixpkgs.headOf("master"))).isTrue();
  }

  @Test
  void packsOfManyFetchesAreJoinedAndLoseNothing() throws IOException, InterruptedException {
    for (int fetch = 0; fetch < 2 * MOST_PACKS; fetch++) {
      String next = commit();
      assertThat(fetch()).containsEntry("master", next);
      assertThat(packs()).hasSizeLessThanOrEqualTo(MOST_PACKS);
      assertThat(clone.between(null, next)).hasSize(nixpkgs.size());
    }
  }

  @Test
  void oneProcessAtATimeUsesIt() throws IOException, InterruptedException {
    NixpkgsClone other = anew();
    clone.alone(
        () -> {
          assertThatThrownBy(() -> other.alone(other::heads))
              .hasMessageContaining("another process uses")
              .hasMessageContaining("clone-directory");
          return true;
        });
    assertThat(other.alone(other::heads)).containsKey("master");
  }
}
