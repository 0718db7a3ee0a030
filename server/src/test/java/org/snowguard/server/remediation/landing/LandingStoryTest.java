package org.snowguard.server.remediation.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.snowguard.formats.channel.ChannelRevision;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.ingest.source.Sources;
import org.snowguard.server.nixpkgs.ChannelRegistry;
import org.snowguard.server.remediation.git.NixpkgsClone;
import org.snowguard.server.remediation.git.ScratchClone;
import org.snowguard.server.remediation.git.TrialPick;
import org.snowguard.world.nixpkgs.NixpkgsStory;

/** A scripted nixpkgs, looked at once an hour; what is expected was written by hand. */
class LandingStoryTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Instant START = WatchedNixpkgs.START;

  @TempDir Path directory;

  private final TestClock clock = new TestClock(START);
  private final Landings landings = new Landings(database.jdbi());
  private final List<String> told = new ArrayList<>();
  private @Nullable NixpkgsStory open;

  @BeforeEach
  void begin() throws IOException, InterruptedException {
    WatchedNixpkgs.clear(database);
    open = NixpkgsStory.in(directory.resolve("origin.git"), START.minus(Duration.ofDays(1)));
  }

  @AfterEach
  void end() throws IOException {
    story().close();
  }

  private NixpkgsStory story() {
    NixpkgsStory story = open;
    if (story == null) {
      throw new IllegalStateException("the story has not begun");
    }
    return story;
  }

  private NixpkgsClone clone(String name) {
    return new NixpkgsClone(
        directory.resolve("origin.git").toUri().toString(), directory.resolve(name), _ -> true);
  }

  /** Another node has a clone of its own. */
  private @Nullable String look(String clone) throws InterruptedException {
    return look(clone(clone));
  }

  private @Nullable String look(NixpkgsClone clone) throws InterruptedException {
    LandingListener listener =
        (ref, from, to, landed, left) ->
            told.add("%s +%d -%d".formatted(ref, landed.size(), left.size()));
    Sources sources = WatchedNixpkgs.sources(clone, database, clock, List.of(listener));
    return JobRuns.failureOf(sources.jobs().getFirst(), database.jdbi(), clock);
  }

  private void tell(int steps) throws InterruptedException {
    for (int step = 0; step < steps; step++) {
      assertThat(story().tellNext()).isTrue();
      assertThat(look("clone.git")).isNull();
      clock.advance(Duration.ofHours(1));
    }
  }

  /** Each commit's landings: the hour on each ref, {@code <} for before, {@code -} for the end. */
  private String table() {
    StringBuilder table = new StringBuilder();
    for (String name : story().names()) {
      table.append(name).append(':');
      for (Landing landing : landings.of(story().commit(name))) {
        table.append(' ').append(landing.ref()).append('=');
        table.append(landing.wasThereBefore() ? "<" : "").append(hour(landing.firstSeen()));
        Instant end = landing.revertedAt();
        table.append(end == null ? "" : "-" + hour(end));
        assertThat(landings.reached(story().commit(name), landing.ref())).isEqualTo(end == null);
      }
      table.append('\n');
    }
    return table.toString();
  }

  private static long hour(Instant at) {
    return Duration.between(START, at).toHours();
  }

  @Test
  void everyLandingIsAsTheStoryTellsIt() throws InterruptedException {
    tell(8);
    assertThat(story().nixpkgs().size()).isGreaterThan(400);
    assertThat(table())
        .isEqualTo(
            """
            old: master=<0 nixos-25.11=<0 nixos-26.05=<0 nixos-26.05-small=<0 nixos-unstable=<0 \
            nixos-unstable-small=<0 nixpkgs-26.05-darwin=<0 nixpkgs-unstable=<0 release-25.11=<0 \
            release-26.05=<0 staging=<0 staging-next=<0
            withdrawn: master=<0-4 nixos-25.11=<0 nixos-26.05=<0 nixos-26.05-small=<0 \
            nixos-unstable=<0-4 nixos-unstable-small=<0-5 nixpkgs-26.05-darwin=<0 \
            nixpkgs-unstable=<0-7 release-25.11=<0 release-26.05=<0 staging=<0 staging-next=<0
            early: master=<0 nixos-unstable=3 nixos-unstable-small=2 nixpkgs-unstable=7 staging=2 \
            staging-next=2
            openssl-merge: master=1 nixos-26.05=4 nixos-26.05-small=3 nixos-unstable=3 \
            nixos-unstable-small=2 nixpkgs-26.05-darwin=7 nixpkgs-unstable=7 release-26.05=2 \
            staging=2 staging-next=2
            openssl: master=1 nixos-26.05=4 nixos-26.05-small=3 nixos-unstable=3 \
            nixos-unstable-small=2 nixpkgs-26.05-darwin=7 nixpkgs-unstable=7 release-26.05=2 \
            staging=2 staging-next=2
            reverted: master=1-4 nixos-unstable=3-4 nixos-unstable-small=2-5 nixpkgs-unstable=7-7 \
            staging=2 staging-next=2
            again: master=5 nixos-unstable=7 nixos-unstable-small=5 nixpkgs-unstable=7 staging=2 \
            staging-next=2
            curl: master=1 nixos-25.11=6 nixos-26.05=4-7 nixos-26.05-small=3-7 nixos-unstable=3 \
            nixos-unstable-small=2 nixpkgs-26.05-darwin=7-7 nixpkgs-unstable=7 release-25.11=3 \
            release-26.05=2-5 staging=2 staging-next=2
            glibc: master=3 nixos-unstable=4 nixos-unstable-small=5 nixpkgs-unstable=7 staging=1 \
            staging-next=2
            numpy: master=1 nixos-unstable=3 nixos-unstable-small=2 nixpkgs-unstable=7 staging=2 \
            staging-next=2
            openssl-backport: master=1 nixos-26.05=4 nixos-26.05-small=3 nixos-unstable=3 \
            nixos-unstable-small=2 nixpkgs-26.05-darwin=7 nixpkgs-unstable=7 release-26.05=2 \
            staging=2 staging-next=2
            openssl-stable: master=1 nixos-26.05=4 nixos-26.05-small=3 nixos-unstable=3 \
            nixos-unstable-small=2 nixpkgs-26.05-darwin=7 nixpkgs-unstable=7 release-26.05=2 \
            staging=2 staging-next=2
            curl-stable: master=1 nixos-25.11=6 nixos-26.05=4-7 nixos-26.05-small=3-7 \
            nixos-unstable=3 nixos-unstable-small=2 nixpkgs-26.05-darwin=7-7 nixpkgs-unstable=7 \
            release-25.11=3 release-26.05=2-5 staging=2 staging-next=2
            zstd: staging-next=2-3
            curl-old-stable: master=1 nixos-25.11=6 nixos-26.05=4-7 nixos-26.05-small=3-7 \
            nixos-unstable=3 nixos-unstable-small=2 nixpkgs-26.05-darwin=7-7 nixpkgs-unstable=7 \
            release-25.11=3 release-26.05=2-5 staging=2 staging-next=2
            dropped: staging-next=2-3
            revert: master=4-5 nixos-26.05=7 nixos-26.05-small=7 nixos-unstable=4-7 \
            nixos-unstable-small=5-5 nixpkgs-26.05-darwin=7 nixpkgs-unstable=7-7 release-26.05=5
            reapply: master=5 nixos-unstable=7 nixos-unstable-small=5 nixpkgs-unstable=7
            revert-stable: master=4-5 nixos-26.05=7 nixos-26.05-small=7 nixos-unstable=4-7 \
            nixos-unstable-small=5-5 nixpkgs-26.05-darwin=7 nixpkgs-unstable=7-7 release-26.05=5
            queued: master=6 nixos-26.05=7 nixos-26.05-small=7 nixos-unstable=7 \
            nixos-unstable-small=7 nixpkgs-26.05-darwin=7 nixpkgs-unstable=7 release-26.05=6
            queued-stable: master=6 nixos-26.05=7 nixos-26.05-small=7 nixos-unstable=7 \
            nixos-unstable-small=7 nixpkgs-26.05-darwin=7 nixpkgs-unstable=7 release-26.05=6
            rebased: master=6 nixos-unstable=7 nixos-unstable-small=7 nixpkgs-unstable=7
            """);
  }

  @Test
  void reversionsAndStepsBackShowWhileTheyLast() throws InterruptedException {
    tell(5);
    assertThat(landings.reached(story().commit("curl"), "master")).isFalse();
    assertThat(landings.reached(story().commit("curl"), "nixos-unstable")).isFalse();
    assertThat(landings.reached(story().commit("curl"), "nixos-26.05")).isTrue();
    assertThat(landings.reached(story().commit("glibc"), "nixos-unstable")).isTrue();
    tell(2);
    assertThat(landings.reached(story().commit("curl"), "master")).isTrue();
    assertThat(landings.reached(story().commit("curl"), "nixos-unstable")).isTrue();
    assertThat(landings.reached(story().commit("glibc"), "nixos-unstable")).isFalse();
    assertThat(told).contains("staging-next +0 -2");
  }

  @Test
  void unknownIsNotNo() throws InterruptedException {
    tell(2);
    String nowhere = "0123456789".repeat(4);
    assertThat(landings.reach(nowhere, "master")).isEqualTo(Reach.NOT_KNOWN);
    assertThat(landings.reach(story().commit("curl"), "nixos-24.05")).isEqualTo(Reach.NOT_KNOWN);
    assertThat(landings.reach(story().commit("curl"), "nixos-26.05")).isEqualTo(Reach.NO);
    assertThat(landings.reach(story().commit("curl"), "master")).isEqualTo(Reach.YES);
    assertThat(landings.commit(nowhere)).isEmpty();
    assertThat(landings.of("not a hash")).isEmpty();
  }

  @Test
  void manyQuestionsAreAnsweredAtOnce() throws InterruptedException {
    tell(5);
    List<String> commits =
        Stream.of("curl", "curl-stable", "openssl-merge", "glibc", "zstd", "revert")
            .map(story()::commit)
            .toList();
    Set<CommitOnRef> questions = new HashSet<>();
    for (String ref : List.of("master", "nixos-26.05", "release-25.11", "nixos-24.05")) {
      commits.forEach(commit -> questions.add(new CommitOnRef(commit, ref)));
    }
    questions.add(new CommitOnRef("not a hash", "master"));
    Map<CommitOnRef, Reach> answers = landings.reach(questions);
    assertThat(answers.values()).contains(Reach.YES, Reach.NO);
    for (CommitOnRef question : questions) {
      assertThat(answers.getOrDefault(question, Reach.NOT_KNOWN))
          .as("%s", question)
          .isEqualTo(landings.reach(question.commit(), question.ref()));
      assertThat(landings.reached(question.commit(), question.ref()))
          .isEqualTo(
              landings.of(question.commit()).stream()
                  .anyMatch(one -> one.ref().equals(question.ref()) && one.stands()));
    }
  }

  @Test
  void commitsTellWhatTheirMessagesSay() throws InterruptedException {
    tell(7);
    CommitFacts picked = landings.commit(story().commit("curl-old-stable")).orElseThrow();
    assertThat(picked.original()).isEqualTo(story().commit("curl-stable"));
    assertThat(landings.commit(story().commit("revert")).orElseThrow().reverts())
        .containsExactly(story().commit("curl"));
    assertThat(landings.commit(story().commit("queued")).orElseThrow().pullRequest())
        .isEqualTo(106);
    assertThat(landings.headOf("master")).contains(story().nixpkgs().headOf("master"));
  }

  @Test
  void anotherNodeGoesOnWithoutWhatWasForcedAway() throws InterruptedException {
    tell(3);
    // It never saw the commit that the branch then loses.
    assertThat(story().tellNext()).isTrue();
    assertThat(look("another.git")).isNull();
    assertThat(landings.reached(story().commit("zstd"), "staging-next")).isFalse();
    assertThat(landings.reached(story().commit("glibc"), "master")).isTrue();
    assertThat(told).contains("staging-next +0 -2");
  }

  @Test
  void lookingAgainChangesNothing() throws InterruptedException {
    tell(4);
    String before = table();
    told.clear();
    clock.advance(Duration.ofHours(5));
    assertThat(look("clone.git")).isNull();
    assertThat(look("another.git")).isNull();
    assertThat(table()).isEqualTo(before);
    assertThat(told).isEmpty();
  }

  @Test
  void channelFollowsItsRegistryStepByStep() throws InterruptedException {
    EventLog events = new EventLog(database.jdbi(), clock);
    ChannelRegistry registry =
        new ChannelRegistry(database.jdbi(), events, database.transactions(), clock);
    tell(1);
    registry.register("nixos-unstable");
    assertThat(story().tellNext()).isTrue();
    sight(registry, story().commit("openssl-merge"));
    clock.advance(Duration.ofHours(1));
    sight(registry, story().commit("numpy"));
    clock.advance(Duration.ofHours(1));
    assertThat(look("clone.git")).isNull();
    assertThat(seen("openssl", "nixos-unstable")).contains(1L);
    assertThat(seen("curl", "nixos-unstable")).contains(2L);
  }

  @Test
  void channelOfAReleaseThatIsLongOverIsNotFollowed() throws InterruptedException {
    EventLog events = new EventLog(database.jdbi(), clock);
    ChannelRegistry registry =
        new ChannelRegistry(database.jdbi(), events, database.transactions(), clock);
    assertThat(story().tellNext()).isTrue();
    registry.sight(
        List.of(new ChannelRevision("nixos-25.11", story().commit("old"), "unmaintained")));
    NixpkgsClone young =
        new NixpkgsClone(
            directory.resolve("origin.git").toUri().toString(),
            directory.resolve("clone.git"),
            branch -> !branch.name().endsWith("-25.11"));
    assertThat(look(young)).isNull();
    assertThat(landings.of(story().commit("old")))
        .extracting(Landing::ref)
        .contains("nixos-26.05", "release-26.05")
        .doesNotContain("nixos-25.11", "release-25.11");
  }

  private static void sight(ChannelRegistry registry, String revision) {
    registry.sight(List.of(new ChannelRevision("nixos-unstable", revision, "rolling")));
  }

  private Optional<Long> seen(String name, String ref) {
    TreeMap<String, Long> hours = new TreeMap<>();
    landings
        .of(story().commit(name))
        .forEach(landing -> hours.put(landing.ref(), hour(landing.firstSeen())));
    return Optional.ofNullable(hours.get(ref));
  }

  @Test
  void absentRepositoryIsToldAndLosesNothing() throws IOException, InterruptedException {
    tell(2);
    NixpkgsClone gone =
        new NixpkgsClone(
            directory.resolve("nowhere.git").toUri().toString(),
            directory.resolve("clone.git"),
            _ -> true);
    assertThatThrownBy(gone::fetch)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("git fetch ended with status");
    assertThat(landings.reached(story().commit("curl"), "master")).isTrue();
  }

  @Test
  void triedPickIsCleanOrNamesWhatConflicts() throws InterruptedException {
    tell(2);
    String changed =
        story()
            .nixpkgs()
            .commit("release-26.05", "xz: patch", "pkgs/by-name/xz/package.nix", "a\n");
    story().nixpkgs().commit("master", "xz: init", "pkgs/by-name/xz/package.nix", "b\n");
    String other =
        story().nixpkgs().commit("master", "xz: next", "pkgs/by-name/xz/package.nix", "c\n");
    story().nixpkgs().publish();
    ScratchClone scratch =
        new ScratchClone(
            directory.resolve("origin.git").toUri().toString(), directory.resolve("scratch.git"));
    assertThat(scratch.tryPick(story().commit("openssl-merge"), "release-26.05"))
        .isEqualTo(new TrialPick.Clean());
    assertThat(scratch.tryPick(other, "release-26.05"))
        .isEqualTo(new TrialPick.Conflict(List.of("pkgs/by-name/xz/package.nix")));
    assertThat(scratch.tryPick("0".repeat(40), "release-26.05"))
        .isInstanceOf(TrialPick.Unknown.class);
    assertThat(scratch.tryPick(changed, "--upload-pack=touch"))
        .isInstanceOf(TrialPick.Unknown.class);
  }
}
