package org.snowguard.server.remediation.backport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.github.outbox.Delivery;
import org.snowguard.server.github.outbox.OutboxNode;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.remediation.landing.Reach;
import org.snowguard.server.remediation.pull.PullWorld;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.world.github.App;
import org.snowguard.world.github.FakeGitHub;
import org.snowguard.world.github.Issue;

/** What releases lack, and the label that is set for it once. */
class BackportsTest {

  private static final String LABEL = "backport release-26.05";

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  /** Commits that are nowhere, and, as {@code commit branch}, those that one branch lacks. */
  private final Set<String> lost = new HashSet<>();

  private PullWorld world;
  private BackportStore store;
  private Backports backports;
  private OutboxNode node;
  private BackportLabels labels;

  @BeforeEach
  void arrange() {
    world = new PullWorld(database);
    world.triage.ship(TriageWorld.UNSTABLE, Packages.of("anvil 1.3"));
    world.triage.ship("nixos-26.05", Packages.of("anvil 1.2.1"));
    world.triage.suggested("CVE-2024-0001", "anvil", 0.99, Verdict.AFFECTED);
    store = new BackportStore(database.jdbi(), FakeGitHub.NIXPKGS);
    backports =
        new Backports(
            store,
            new TrialStore(database.jdbi(), FakeGitHub.NIXPKGS),
            world.pulls,
            (commit, branch) ->
                lost.contains(commit) || lost.contains(commit + " " + branch)
                    ? Reach.NO
                    : commit.startsWith("f") ? Reach.YES : Reach.NOT_KNOWN,
            world.triage.events,
            world.triage.transactions,
            world.clock);
    world.listeners.add(new RemovedLabels(store, world.clock));
    world.comments.add(new BackportComments(store, List::of));
    node = new OutboxNode(database, world.client, world.clock);
    labels =
        new BackportLabels(
            backports, node.outbox(), world.triage.events, world.triage.transactions, world.clock);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Issue fix(String title, String base, String commit) throws Exception {
    Issue pull = world.gitHub.nixpkgs().openPull(world.author, title, "CVE-2024-0001", "fix", base);
    if (!commit.isEmpty()) {
      world.gitHub.nixpkgs().merge(pull.number(), world.author, commit);
    }
    world.sweep();
    return pull;
  }

  /** {@code release-26.05 WANTED ACCEPTABLE}. */
  private String wanted() {
    return backports.all().stream()
        .map(one -> "%s %s %s".formatted(one.branch(), one.state(), one.acceptance()))
        .collect(Collectors.joining(", "));
  }

  private void policy(String word) {
    backports.setPolicy(
        world.triage.projects.find("anvil").orElseThrow(), word, world.triage.alice);
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
    fix(title, base, commit.repeat(40));
    assertThat(wanted()).isEqualTo(expected);
  }

  @Test
  void aBackportIsFollowedUntilItIsMerged() throws Exception {
    Issue pull = fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    world.clock.advance(Duration.ofSeconds(5));
    world.gitHub.nixpkgs().label(pull.number(), world.author, Set.of(LABEL));
    world.sweep();
    assertThat(wanted()).isEqualTo("release-26.05 LABELLED ACCEPTABLE");

    world.clock.advance(Duration.ofSeconds(5));
    world
        .gitHub
        .nixpkgs()
        .comment(pull.number(), App.BOT, "Backport failed for `release-26.05`, because of it.");
    world.sweep();
    assertThat(wanted()).isEqualTo("release-26.05 FAILED ACCEPTABLE");
    assertThat(backports.all().getFirst().failure()).isEqualTo("because of it.");

    Issue twin = world.gitHub.nixpkgs().openBackport(world.author, pull.number(), "release-26.05");
    world.sweep();
    assertThat(wanted()).isEqualTo("release-26.05 OPEN ACCEPTABLE");

    world.clock.advance(Duration.ofSeconds(5));
    world.gitHub.nixpkgs().merge(twin.number(), world.author, "c".repeat(40));
    world.sweep();
    assertThat(wanted()).isEmpty();

    // A revert takes it back.
    lost.add("c".repeat(40));
    assertThat(wanted()).isEqualTo("release-26.05 FAILED ACCEPTABLE");
  }

  @Test
  void whatItsOwnBranchTookBackIsNotWantedAnyMore() throws Exception {
    String commit = "a".repeat(40);
    fix("anvil: 1.3 -> 1.4", "master", commit);
    lost.add(commit + " release-26.05");
    assertThat(wanted()).isEqualTo("release-26.05 WANTED ACCEPTABLE");
    lost.add(commit + " master");
    assertThat(wanted()).isEmpty();
  }

  @Test
  void whatIsOnItsWayToMasterIsWanted() throws Exception {
    String commit = "a".repeat(40);
    fix("anvil: 1.3 -> 1.4", "staging", commit);
    lost.add(commit + " master");
    assertThat(wanted()).isEqualTo("staging-26.05 WANTED ACCEPTABLE");
    lost.remove(commit + " master");
    lost.add(commit + " staging");
    assertThat(wanted()).isEqualTo("staging-26.05 WANTED ACCEPTABLE");
    lost.add(commit + " master");
    assertThat(wanted()).isEmpty();
  }

  @Test
  void whatADraftSaysIsToldOnceItIsPublished() throws Exception {
    world.triage.suggested("CVE-2024-0002", "anvil", 0.7, Verdict.AFFECTED);
    long draft = accept("CVE-2024-0002");
    world
        .gitHub
        .nixpkgs()
        .openPull(
            world.author, "anvil: 1.3 -> 1.4", "CVE-2024-0001, CVE-2024-0002", "fix", "master");
    world.sweep();
    assertThat(remedied(backports.all())).containsExactly("CVE-2024-0001");
    assertThat(remedied(backports.ofProject(world.project("anvil"))))
        .containsExactly("CVE-2024-0001");
    assertThat(remedied(backports.ofIssue(draft))).containsExactly("CVE-2024-0002");
    publish(draft);
    assertThat(remedied(backports.all())).containsExactly("CVE-2024-0001", "CVE-2024-0002");
  }

  @Test
  void aVerdictOfADraftCountsOnceItIsPublished() throws Exception {
    long draft = accept("CVE-2024-0001");
    fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    world.triage.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                insert into issue_overlay (issue_id, kind, name, value, changed_by, changed_at)
                values (?, 'verdict', 'anvil', 'not_affected', ?, now())
                """,
                draft,
                world.triage.alice));
    assertThat(wanted()).isEqualTo("release-26.05 WANTED ACCEPTABLE");
    assertThat(backports.ofIssue(draft)).isEmpty();
    publish(draft);
    assertThat(wanted()).isEmpty();
  }

  @Test
  void ofAPackageThatTheTitleDoesNotNameNobodyCanTell() throws Exception {
    policy("minor");
    fix("treewide: security", "master", "a".repeat(40));
    long link =
        world
            .fixes
            .of(world.triage.vulnerability("CVE-2024-0001"), world.project("anvil"))
            .getFirst()
            .id();
    world.desk.confirm(link, "tested", world.triage.alice);
    assertThat(wanted()).isEqualTo("release-26.05 WANTED ASK");
    assertThat(labels.label()).isZero();
  }

  @Test
  void afterAFailureOnItsStagingBranchTheReleaseHasFailed() throws Exception {
    Issue pull = fix("anvil: 1.3 -> 1.4", "staging", "a".repeat(40));
    assertThat(backports.hasFailed(pull.number(), "release-26.05")).isFalse();
    world.clock.advance(Duration.ofSeconds(5));
    world
        .gitHub
        .nixpkgs()
        .comment(pull.number(), App.BOT, "Backport failed for `staging-26.05`, because of it.");
    world.sweep();
    assertThat(backports.hasFailed(pull.number(), "release-26.05")).isTrue();
    assertThat(backports.hasFailed(pull.number(), "release-25.11")).isFalse();
  }

  @Test
  void nobodyButAProgramReportsAFailure() throws Exception {
    Issue pull = fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    world.clock.advance(Duration.ofSeconds(5));
    world
        .gitHub
        .nixpkgs()
        .comment(pull.number(), world.author, "Backport failed for `release-26.05`, because.");
    world.sweep();
    assertThat(wanted()).isEqualTo("release-26.05 WANTED ACCEPTABLE");
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          always | anvil: 1.3 -> 1.4 | true
          always | anvil: 1.3 -> 2.0 | true
          always | anvil, hammer: fix | false
          minor | anvil: 1.3 -> 1.4 | true
          minor | anvil: fix | true
          minor | anvil: 1.3 -> 2.0 | false
          ask | anvil: 1.3 -> 1.4 | false
          """)
  void thePolicySaysWhetherTheLabelIsSetByItself(String policy, String title, boolean isSet)
      throws Exception {
    policy(policy);
    Issue pull = fix(title, "master", "a".repeat(40));
    assertThat(wanted()).startsWith("release-26.05 WANTED");
    assertThat(labels.label()).isEqualTo(isSet ? 1 : 0);
    node.deliver();
    assertThat(labelsOf(pull).contains(LABEL)).isEqualTo(isSet);
  }

  @Test
  void aLabelIsAskedForOnce() throws Exception {
    policy("always");
    Issue pull = fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    labels.label();
    labels.label();
    node.deliver();
    labels.label();
    node.deliver();
    assertThat(writes(pull)).isOne();
  }

  @Test
  void aLabelThatSomebodyTookAwayIsNeverSetAgain() throws Exception {
    policy("always");
    Issue pull = fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    labels.label();
    node.deliver();
    world.clock.advance(Duration.ofMinutes(1));
    takeAway(pull);
    world.sweep();
    labels.label();
    node.deliver();
    assertThat(labelsOf(pull)).doesNotContain(LABEL);
    assertThat(writes(pull)).isOne();
  }

  @ParameterizedTest(name = "after a backport to {0}: {1}")
  @CsvSource({"release-26.05, 0", "staging-26.05, 0", "release-25.11, 1"})
  void aBackportThatSomebodyDeclinedIsNotAskedForAgain(String branch, int asked) throws Exception {
    policy("always");
    Issue pull = fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    Issue twin = world.gitHub.nixpkgs().openBackport(world.author, pull.number(), branch);
    world.gitHub.nixpkgs().close(twin.number(), world.author, "not_planned", null);
    world.sweep();
    assertThat(wanted()).isEqualTo("release-26.05 WANTED ACCEPTABLE");
    assertThat(labels.label()).isEqualTo(asked);
  }

  @Test
  void aBackportThatWasTakenBackIsNotAskedForAgain() throws Exception {
    policy("always");
    Issue pull = fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    Issue twin = world.gitHub.nixpkgs().openBackport(world.author, pull.number(), "release-26.05");
    world.gitHub.nixpkgs().merge(twin.number(), world.author, "c".repeat(40));
    world.sweep();
    lost.add("c".repeat(40));
    assertThat(wanted()).isEqualTo("release-26.05 WANTED ACCEPTABLE");
    assertThat(labels.label()).isZero();
  }

  @Test
  void aLabelThatCameAndWentUnseenIsNotSet() throws Exception {
    policy("always");
    Issue pull = fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    labels.label();
    world.gitHub.nixpkgs().label(pull.number(), world.author, Set.of(LABEL));
    takeAway(pull);
    node.deliver();
    assertThat(labelsOf(pull)).doesNotContain(LABEL);
    assertThat(writes(pull)).isZero();
  }

  @Test
  void aDryRunWritesNothing() throws Exception {
    policy("always");
    Issue pull = fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    BackportLabels dry =
        new BackportLabels(
            backports,
            node.dryOutbox(),
            world.triage.events,
            world.triage.transactions,
            world.clock);
    assertThat(dry.label()).isOne();
    node.deliver();
    assertThat(writes(pull)).isZero();
    assertThat(
            node.outbox()
                .of("backport/%d/release-26.05".formatted(pull.number()))
                .orElseThrow()
                .state())
        .isInstanceOf(Delivery.State.Withheld.class);
  }

  @Test
  void theCommandNamesTheCommit() throws Exception {
    fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    assertThat(backports.all().getFirst().command()).contains("a".repeat(40), "release-26.05");
  }

  @Test
  void whatIsNoHashGetsIntoNoCommand() throws Exception {
    fix("anvil: 1.3 -> 1.4", "master", "a; reboot");
    assertThat(wanted()).isEqualTo("release-26.05 WANTED ACCEPTABLE");
    assertThat(backports.all().getFirst().command()).isNull();
  }

  private long accept(String vulnerability) {
    return Objects.requireNonNull(
            world
                .triage
                .triage
                .accept(world.triage.card(vulnerability).seen(), world.triage.alice)
                .draft())
        .issueId();
  }

  private void publish(long draft) {
    int revision = world.triage.issues.find(draft).orElseThrow().revision();
    world.triage.issues.publish(draft, revision, "NIXPKGS-2026-0001", world.triage.alice);
  }

  private static List<String> remedied(List<Backport> backports) {
    return backports.stream().flatMap(one -> one.vulnerabilities().stream()).toList();
  }

  private void takeAway(Issue pull) {
    Set<String> rest = new HashSet<>(labelsOf(pull));
    rest.remove(LABEL);
    world.gitHub.nixpkgs().label(pull.number(), world.author, rest);
  }

  private List<String> labelsOf(Issue pull) {
    return world.gitHub.nixpkgs().issue(pull.number()).orElseThrow().labels();
  }

  private long writes(Issue pull) {
    String path = "/issues/%d/labels".formatted(pull.number());
    return world.gitHub.calls().stream()
        .filter(call -> call.method().equals("POST") && call.path().endsWith(path))
        .count();
  }
}
