package org.snowguard.server.remediation.backport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.snowguard.server.remediation.backport.BackportWorld.LABEL;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;
import org.snowguard.world.github.App;
import org.snowguard.world.github.Issue;

/** What releases lack. */
class BackportsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private BackportWorld world;

  @BeforeEach
  void arrange() {
    world = new BackportWorld(database);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest(name = "{0} for {1} at {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          anvil: 1.3 -> 1.4 | master | a | release-26.05 WANTED ACCEPTABLE
          anvil: fix | master | a | release-26.05 WANTED ACCEPTABLE
          anvil: 1.3 -> 2.0 | master | a | release-26.05 WANTED ASK
          anvil: 1.3 -> 1.4 | staging | a | staging-26.05 WANTED ACCEPTABLE
          anvil: 1.3 -> 1.4 | master | '' | release-26.05 EARLY ACCEPTABLE
          anvil: 1.3 -> 1.4 | master | f | ''
          [26.05] anvil: 1.2.1 -> 1.4 | release-26.05 | a | ''
          """)
  void whatAReleaseLacks(String title, String base, String commit, String expected)
      throws Exception {
    world.fix(title, base, commit.repeat(40));
    assertThat(world.wanted()).isEqualTo(expected);
  }

  @Test
  void aBackportIsFollowedUntilItIsMerged() throws Exception {
    Issue pull = world.fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    world.pulls.clock.advance(Duration.ofSeconds(5));
    world.pulls.gitHub.nixpkgs().label(pull.number(), world.pulls.author, Set.of(LABEL));
    world.pulls.sweep();
    assertThat(world.wanted()).isEqualTo("release-26.05 LABELLED ACCEPTABLE");

    world.pulls.clock.advance(Duration.ofSeconds(5));
    world
        .pulls
        .gitHub
        .nixpkgs()
        .comment(pull.number(), App.BOT, "Backport failed for `release-26.05`, because of it.");
    world.pulls.sweep();
    assertThat(world.wanted()).isEqualTo("release-26.05 FAILED ACCEPTABLE");
    assertThat(world.backports.all().getFirst().failure()).isEqualTo("because of it.");

    Issue twin =
        world
            .pulls
            .gitHub
            .nixpkgs()
            .openBackport(world.pulls.author, pull.number(), "release-26.05");
    world.pulls.sweep();
    assertThat(world.wanted()).isEqualTo("release-26.05 OPEN ACCEPTABLE");

    world.pulls.clock.advance(Duration.ofSeconds(5));
    world.pulls.gitHub.nixpkgs().merge(twin.number(), world.pulls.author, "c".repeat(40));
    world.pulls.sweep();
    assertThat(world.wanted()).isEmpty();

    // A revert takes it back.
    world.lost.add("c".repeat(40));
    assertThat(world.wanted()).isEqualTo("release-26.05 FAILED ACCEPTABLE");
  }

  @Test
  void whatItsOwnBranchTookBackIsNotWantedAnyMore() throws Exception {
    String commit = "a".repeat(40);
    world.fix("anvil: 1.3 -> 1.4", "master", commit);
    world.lost.add(commit + " release-26.05");
    assertThat(world.wanted()).isEqualTo("release-26.05 WANTED ACCEPTABLE");
    world.lost.add(commit + " master");
    assertThat(world.wanted()).isEmpty();
  }

  @Test
  void whatIsOnItsWayToMasterIsWanted() throws Exception {
    String commit = "a".repeat(40);
    world.fix("anvil: 1.3 -> 1.4", "staging", commit);
    world.lost.add(commit + " master");
    assertThat(world.wanted()).isEqualTo("staging-26.05 WANTED ACCEPTABLE");
    world.lost.remove(commit + " master");
    world.lost.add(commit + " staging");
    assertThat(world.wanted()).isEqualTo("staging-26.05 WANTED ACCEPTABLE");
    world.lost.add(commit + " master");
    assertThat(world.wanted()).isEmpty();
  }

  @Test
  void whatADraftSaysIsToldOnceItIsPublished() throws Exception {
    world.pulls.triage.suggested("CVE-2024-0002", "anvil", 0.7, Verdict.AFFECTED);
    long draft = accept("CVE-2024-0002");
    world
        .pulls
        .gitHub
        .nixpkgs()
        .openPull(
            world.pulls.author,
            "anvil: 1.3 -> 1.4",
            "CVE-2024-0001, CVE-2024-0002",
            "fix",
            "master");
    world.pulls.sweep();
    assertThat(remedied(world.backports.all())).containsExactly("CVE-2024-0001");
    assertThat(remedied(world.backports.ofProject(world.pulls.project("anvil"))))
        .containsExactly("CVE-2024-0001");
    assertThat(remedied(world.backports.ofIssue(draft))).containsExactly("CVE-2024-0002");
    publish(draft);
    assertThat(remedied(world.backports.all())).containsExactly("CVE-2024-0001", "CVE-2024-0002");
  }

  @Test
  void aFixThatSomebodyNamedInADraftIsToldOnceItIsPublished() throws Exception {
    long draft = accept("CVE-2024-0001");
    Issue pull = world.pulls.open("rework everything", "");
    world.pulls.sweep();
    long flaw = world.pulls.triage.vulnerability("CVE-2024-0001");
    long alice = world.pulls.triage.alice;
    world.pulls.desk.add(flaw, world.pulls.project("anvil"), pull.number(), "", alice);
    assertThat(world.wanted()).isEmpty();
    assertThat(world.backports.ofIssue(draft)).hasSize(1);
    publish(draft);
    assertThat(world.wanted()).isEqualTo("release-26.05 EARLY ASK");
  }

  @Test
  void aVerdictOfADraftCountsOnceItIsPublished() throws Exception {
    long draft = accept("CVE-2024-0001");
    world.fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    world.pulls.triage.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                insert into issue_overlay (issue_id, kind, name, value, changed_by, changed_at)
                values (?, 'verdict', 'anvil', 'not_affected', ?, now())
                """,
                draft,
                world.pulls.triage.alice));
    assertThat(world.wanted()).isEqualTo("release-26.05 WANTED ACCEPTABLE");
    assertThat(world.backports.ofIssue(draft)).isEmpty();
    publish(draft);
    assertThat(world.wanted()).isEmpty();
  }

  @Test
  void afterAFailureOnItsStagingBranchTheReleaseHasFailed() throws Exception {
    Issue pull = world.fix("anvil: 1.3 -> 1.4", "staging", "a".repeat(40));
    List<Integer> numbers = List.of(pull.number());
    assertThat(world.backports.failedReleases(numbers)).isEmpty();
    world.pulls.clock.advance(Duration.ofSeconds(5));
    world
        .pulls
        .gitHub
        .nixpkgs()
        .comment(pull.number(), App.BOT, "Backport failed for `staging-26.05`, because of it.");
    world.pulls.sweep();
    assertThat(world.backports.failedReleases(numbers))
        .isEqualTo(Map.of(pull.number(), Set.of("release-26.05")));
  }

  @Test
  void nobodyButAProgramReportsAFailure() throws Exception {
    Issue pull = world.fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    world.pulls.clock.advance(Duration.ofSeconds(5));
    world
        .pulls
        .gitHub
        .nixpkgs()
        .comment(
            pull.number(), world.pulls.author, "Backport failed for `release-26.05`, because.");
    world.pulls.sweep();
    assertThat(world.wanted()).isEqualTo("release-26.05 WANTED ACCEPTABLE");
  }

  @Test
  void theCommandNamesTheCommit() throws Exception {
    world.fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    assertThat(world.backports.all().getFirst().command())
        .contains("github.com/NixOS/nixpkgs.git", "a".repeat(40), "release-26.05");
    assertThat(new BackportCommand("https://git.example/our/fork.git").of(1, "c", "b"))
        .startsWith("git fetch https://git.example/our/fork.git b c")
        .doesNotContain("NixOS");
  }

  @Test
  void whatIsNoHashGetsIntoNoCommand() throws Exception {
    world.fix("anvil: 1.3 -> 1.4", "master", "a; reboot");
    assertThat(world.wanted()).isEqualTo("release-26.05 WANTED ACCEPTABLE");
    assertThat(world.backports.all().getFirst().command()).isNull();
  }

  @Test
  void aListIsReadInPagesThatLoseNothing() throws Exception {
    for (int number = 0; number < 7; number++) {
      String base = number == 3 ? "staging" : "master";
      world.fix("anvil: 1.3 -> 1.4", base, number % 2 == 0 ? "" : "a".repeat(40));
    }
    List<Backport> all = world.backports.all();
    List<Backport> read = new ArrayList<>();
    String after = null;
    do {
      Page<Backport> page = Backports.page(all, after, 3);
      assertThat(page.total()).isEqualTo(7);
      read.addAll(page.items());
      after = page.next();
    } while (after != null);
    assertThat(read).isEqualTo(all).hasSize(7);
    String strange = Cursor.of("SOMEHOW", 1, "anvil", "release-26.05").encode();
    assertThatThrownBy(() -> Backports.page(all, strange, 3)).isInstanceOf(BadInput.class);
  }

  @Test
  void landingsAreAskedOnceForAList() throws Exception {
    for (int number = 0; number < 5; number++) {
      Issue pull = world.fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
      world.pulls.gitHub.nixpkgs().openBackport(world.pulls.author, pull.number(), "release-26.05");
    }
    world.pulls.sweep();
    assertThat(world.backports.all()).hasSize(5);
    assertThat(world.asked).isOne();
  }

  private long accept(String vulnerability) {
    TriageWorld triage = world.pulls.triage;
    return Objects.requireNonNull(
            triage.triage.accept(triage.card(vulnerability).seen(), triage.alice).draft())
        .issueId();
  }

  private void publish(long draft) {
    TriageWorld triage = world.pulls.triage;
    int revision = triage.issues.find(draft).orElseThrow().revision();
    triage.issues.publish(draft, revision, "NIXPKGS-2026-0001", triage.alice);
  }

  private static List<String> remedied(List<Backport> backports) {
    return backports.stream().flatMap(one -> one.vulnerabilities().stream()).toList();
  }
}
