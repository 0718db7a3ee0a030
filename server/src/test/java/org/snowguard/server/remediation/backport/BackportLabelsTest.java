package org.snowguard.server.remediation.backport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.server.remediation.backport.BackportWorld.LABEL;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
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
import org.snowguard.server.github.outbox.Delivery;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.world.github.Issue;

/** The label that starts a backport: by the project's policy, once, and never against a person. */
class BackportLabelsTest {

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

  @Test
  void ofAPackageThatTheTitleDoesNotNameNobodyCanTell() throws Exception {
    world.policy("minor");
    world.fix("treewide: security", "master", "a".repeat(40));
    long link =
        world
            .pulls
            .fixes
            .of(world.pulls.triage.vulnerability("CVE-2024-0001"), world.pulls.project("anvil"))
            .getFirst()
            .id();
    world.pulls.desk.confirm(link, "tested", world.pulls.triage.alice);
    assertThat(world.wanted()).isEqualTo("release-26.05 WANTED ASK");
    assertThat(world.labels.label()).isZero();
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
    world.policy(policy);
    Issue pull = world.fix(title, "master", "a".repeat(40));
    assertThat(world.wanted()).startsWith("release-26.05 WANTED");
    assertThat(world.labels.label()).isEqualTo(isSet ? 1 : 0);
    world.node.deliver();
    assertThat(labelsOf(pull).contains(LABEL)).isEqualTo(isSet);
  }

  @Test
  void aLabelIsAskedForOnce() throws Exception {
    world.policy("always");
    Issue pull = world.fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    world.labels.label();
    world.labels.label();
    world.node.deliver();
    world.labels.label();
    world.node.deliver();
    assertThat(writes(pull)).isOne();
  }

  @Test
  void aLabelThatSomebodyTookAwayIsNeverSetAgain() throws Exception {
    world.policy("always");
    Issue pull = world.fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    world.labels.label();
    world.node.deliver();
    world.pulls.clock.advance(Duration.ofMinutes(1));
    takeAway(pull);
    world.pulls.sweep();
    world.labels.label();
    world.node.deliver();
    assertThat(labelsOf(pull)).doesNotContain(LABEL);
    assertThat(writes(pull)).isOne();
  }

  @ParameterizedTest(name = "after a backport to {0}: {1}")
  @CsvSource({"release-26.05, 0", "staging-26.05, 0", "release-25.11, 1"})
  void aBackportThatSomebodyDeclinedIsNotAskedForAgain(String branch, int asked) throws Exception {
    world.policy("always");
    Issue pull = world.fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    Issue twin =
        world.pulls.gitHub.nixpkgs().openBackport(world.pulls.author, pull.number(), branch);
    world.pulls.gitHub.nixpkgs().close(twin.number(), world.pulls.author, "not_planned", null);
    world.pulls.sweep();
    assertThat(world.wanted()).isEqualTo("release-26.05 WANTED ACCEPTABLE");
    assertThat(world.labels.label()).isEqualTo(asked);
  }

  @Test
  void aBackportThatWasTakenBackIsNotAskedForAgain() throws Exception {
    world.policy("always");
    Issue pull = world.fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    Issue twin =
        world
            .pulls
            .gitHub
            .nixpkgs()
            .openBackport(world.pulls.author, pull.number(), "release-26.05");
    world.pulls.gitHub.nixpkgs().merge(twin.number(), world.pulls.author, "c".repeat(40));
    world.pulls.sweep();
    world.lost.add("c".repeat(40));
    assertThat(world.wanted()).isEqualTo("release-26.05 WANTED ACCEPTABLE");
    assertThat(world.labels.label()).isZero();
  }

  @Test
  void aLabelThatCameAndWentUnseenIsNotSet() throws Exception {
    world.policy("always");
    Issue pull = world.fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    world.labels.label();
    world.pulls.gitHub.nixpkgs().label(pull.number(), world.pulls.author, Set.of(LABEL));
    takeAway(pull);
    world.node.deliver();
    assertThat(labelsOf(pull)).doesNotContain(LABEL);
    assertThat(writes(pull)).isZero();
  }

  @Test
  void aDryRunWritesNothing() throws Exception {
    world.policy("always");
    Issue pull = world.fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
    BackportLabels dry =
        new BackportLabels(
            world.backports,
            world.node.dryOutbox(),
            world.pulls.triage.events,
            world.pulls.triage.transactions,
            world.pulls.clock);
    assertThat(dry.label()).isOne();
    world.node.deliver();
    assertThat(writes(pull)).isZero();
    assertThat(
            world
                .node
                .outbox()
                .of("backport/%d/release-26.05".formatted(pull.number()))
                .orElseThrow()
                .state())
        .isInstanceOf(Delivery.State.Withheld.class);
  }

  @Test
  void whatADraftAloneTookUpIsAskedForOnceItIsPublished() throws Exception {
    TriageWorld triage = world.pulls.triage;
    triage.ship(TriageWorld.UNSTABLE, Packages.of("anvil 1.3"), Packages.of("hammer 2.0"));
    triage.ship("nixos-26.05", Packages.of("anvil 1.2.1"), Packages.of("hammer 2.0"));
    triage.suggested("CVE-2024-0002", "hammer", 0.7, Verdict.AFFECTED);
    world.policies.set(triage.projects.find("hammer").orElseThrow(), "always", triage.alice);
    long draft =
        Objects.requireNonNull(
                triage.triage.accept(triage.card("CVE-2024-0002").seen(), triage.alice).draft())
            .issueId();
    world.pulls.open("hammer: 2.0 -> 2.1", "Fixes CVE-2024-0002.");
    world.pulls.sweep();
    assertThat(world.labels.label()).as("a label would tell that there is a draft").isZero();
    int revision = triage.issues.find(draft).orElseThrow().revision();
    triage.issues.publish(draft, revision, "NIXPKGS-2026-0001", triage.alice);
    assertThat(world.labels.label()).isOne();
  }

  private void takeAway(Issue pull) {
    Set<String> rest = new HashSet<>(labelsOf(pull));
    rest.remove(LABEL);
    world.pulls.gitHub.nixpkgs().label(pull.number(), world.pulls.author, rest);
  }

  private List<String> labelsOf(Issue pull) {
    return world.pulls.gitHub.nixpkgs().issue(pull.number()).orElseThrow().labels();
  }

  private long writes(Issue pull) {
    String path = "/issues/%d/labels".formatted(pull.number());
    return world.pulls.gitHub.calls().stream()
        .filter(call -> call.method().equals("POST") && call.path().endsWith(path))
        .count();
  }
}
