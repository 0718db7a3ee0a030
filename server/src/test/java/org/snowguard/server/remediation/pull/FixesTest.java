package org.snowguard.server.remediation.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
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
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.snowguard.world.github.GitHubFault;
import org.snowguard.world.github.Issue;

/** Pull requests on GitHub become fixes of what they remedy, and people have the last word. */
class FixesTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private PullWorld world;

  @BeforeEach
  void arrange() {
    world = new PullWorld(database);
    world.triage.ship(TriageWorld.UNSTABLE, Packages.of("anvil 1.3"), Packages.of("hammer 2.0"));
    world.triage.ship("nixos-26.05", Packages.of("anvil 1.2"));
    world.triage.suggested("CVE-2024-0001", "anvil", 0.99, Verdict.AFFECTED);
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** {@code NAMES_ID 0.97}, or nothing. */
  private String fixes() {
    return world
        .fixes
        .of(world.triage.vulnerability("CVE-2024-0001"), world.project("anvil"))
        .stream()
        .map(fix -> "%s %s".formatted(fix.evidence(), fix.confidence()))
        .collect(Collectors.joining(", "));
  }

  /** With its backport, which is open. */
  private Issue merged(String title, String body) throws Exception {
    Issue pull = world.open(title, body);
    world.gitHub.nixpkgs().merge(pull.number(), world.author, "a".repeat(40));
    world.gitHub.nixpkgs().openBackport(world.author, pull.number(), "release-26.05");
    world.sweep();
    return pull;
  }

  @ParameterizedTest(name = "{0} / {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          anvil: fix CVE-2024-0001 | words | NAMES_ID 0.97
          anvil: fix | Fixes CVE-2024-0001. | NAMES_ID 0.97
          anvil: fix CVE-0001 | words | NAMES_ID 0.7
          anvil: 1.3 -> 1.4 | words | REACHES_FIXED_VERSION 0.85
          anvil: 1.2 -> 1.5 | words | REACHES_FIXED_VERSION 0.85
          anvil: 1.2 -> 1.3 | words | ''
          anvil: 1.4 -> 1.5 | words | ''
          hammer: fix CVE-2024-0001 | words | ''
          treewide: security | CVE-2024-0001 | NAMES_ID 0.5
          Revert "anvil: fix CVE-2024-0001" | words | ''
          anvil: fix | <!-- such as CVE-2024-0001 --> | ''
          """)
  void whatSpeaksForAFix(String title, String body, String expected) throws Exception {
    world.open(title, body);
    world.sweep();
    assertThat(fixes()).isEqualTo(expected);
  }

  @Test
  void aPatchNamedAfterTheFlawIsTheStrongestEvidence() throws Exception {
    Issue pull = world.open("anvil: add patch", "");
    world.gitHub.nixpkgs().change(pull.number(), List.of("pkgs/an/anvil/CVE-2024-0001.patch"));
    world.sweep();
    assertThat(fixes()).isEqualTo("PATCH_NAMED 0.98");
  }

  @Test
  void aPatchStaysKnownWhenAWebhookTellsWithoutFiles() throws Exception {
    Issue pull = world.open("anvil: add patch", "");
    world.gitHub.nixpkgs().change(pull.number(), List.of("pkgs/an/anvil/CVE-2024-0001.patch"));
    world.sweep();
    world.clock.advance(Duration.ofSeconds(5));
    world.gitHub.nixpkgs().label(pull.number(), world.author, Set.of("x"));
    world.tell(pull.number());
    assertThat(fixes()).isEqualTo("PATCH_NAMED 0.98");
  }

  @Test
  void aBackportFixesWhatItsOriginalFixes() throws Exception {
    Issue pull = merged("anvil: add patch", "For CVE-2024-0001.");
    List<Fix> fixes =
        world.fixes.of(world.triage.vulnerability("CVE-2024-0001"), world.project("anvil"));
    assertThat(fixes).extracting(Fix::backportOf).containsExactly(null, pull.number());
    assertThat(fixes.getFirst().pull().mergeCommit()).isEqualTo("a".repeat(40));
    assertThat(fixes.getFirst().pull().state()).isEqualTo(PullState.MERGED);
  }

  @ParameterizedTest(name = "to {0}: {1}")
  @CsvSource({"master, false", "staging, false", "release-26.05, true", "staging-26.05, true"})
  void onlyWhatGoesToAReleaseIsABackport(String base, boolean isOne) throws Exception {
    Issue original = world.open("anvil: add patch", "");
    Issue other =
        world
            .gitHub
            .nixpkgs()
            .openPull(world.author, "anvil: fix", "Backport of #" + original.number(), "fix", base);
    world.sweep();
    assertThat(world.pulls.find(other.number()).orElseThrow().backportOf())
        .isEqualTo(isOne ? original.number() : null);
  }

  @Test
  void whatAnEditTakesBackIsWithdrawnAndSaid() throws Exception {
    Issue pull = world.open("anvil: fix CVE-2024-0001", "");
    world.sweep();
    world.clock.advance(Duration.ofSeconds(5));
    world.gitHub.nixpkgs().edit(pull.number(), world.author, "anvil: fix build", "");
    world.sweep();
    assertThat(fixes()).isEmpty();
    assertThat(world.fixEvents()).containsExactly("fix.proposed", "fix.withdrawn");
  }

  @Test
  void whatPeopleSayStays() throws Exception {
    Issue pull = world.open("anvil: fix CVE-2024-0001", "");
    world.sweep();
    Fix fix = world.onlyFix();
    world.desk.refute(fix.id(), "only the tests", world.triage.alice);
    world.clock.advance(Duration.ofSeconds(5));
    world.gitHub.nixpkgs().edit(pull.number(), world.author, "anvil: fix build", "");
    world.sweep();
    world.clock.advance(Duration.ofMinutes(2));
    world.relink();

    assertThat(fixes()).as("refuted ones do not count").isEmpty();
    assertThat(world.onlyStored().opinion()).isEqualTo(FixOpinion.REFUTED);
    assertThatThrownBy(() -> world.desk.refute(fix.id(), "again", world.triage.bob))
        .isInstanceOf(Conflict.class);

    world.desk.undo(fix.id(), world.triage.alice);
    assertThat(world.onlyStored().opinion()).isEqualTo(FixOpinion.PROPOSED);
    assertThat(world.fixEvents()).containsExactly("fix.proposed", "fix.refuted", "fix.undone");
  }

  @Test
  void aPullRequestMayBeNamedByHandAndTakenBack() throws Exception {
    Issue pull = world.open("rework everything", "");
    world.sweep();
    long vulnerability = world.triage.vulnerability("CVE-2024-0001");
    world.desk.add(
        vulnerability, world.project("anvil"), pull.number(), "I tested", world.triage.alice);
    assertThat(fixes()).isEqualTo("BY_HAND 1.0");
    world.desk.undo(world.onlyFix().id(), world.triage.alice);
    assertThat(fixes()).isEmpty();
  }

  @Test
  void whatPeopleSayOfAFixHoldsForItsBackport() throws Exception {
    Issue pull = merged("anvil: add patch", "For CVE-2024-0001.");
    assertThat(fixes()).isEqualTo("NAMES_ID 0.97, NAMES_ID 0.97");
    long original =
        world.fixes.ofPulls(List.of(pull.number())).stream().findFirst().orElseThrow().id();

    world.desk.refute(original, "only the tests", world.triage.alice);
    assertThat(fixes()).as("nothing speaks for the backport any more").isEmpty();
    world.desk.undo(original, world.triage.alice);
    assertThat(fixes()).isEqualTo("NAMES_ID 0.97, NAMES_ID 0.97");
    world.desk.confirm(original, "", world.triage.alice);
    assertThat(fixes()).isEqualTo("NAMES_ID 0.97, NAMES_ID 1.0");
  }

  @Test
  void whatPeopleSayOfAFixHoldsForTheBackportOfItsBackport() throws Exception {
    Issue pull = merged("anvil: add patch", "For CVE-2024-0001.");
    int first = pull.number() + 1;
    world.gitHub.nixpkgs().openBackport(world.author, first, "release-25.11");
    world.sweep();
    assertThat(fixes()).isEqualTo("NAMES_ID 0.97, NAMES_ID 0.97, NAMES_ID 0.97");
    long original = world.fixes.ofPulls(List.of(pull.number())).getFirst().id();
    world.desk.refute(original, "only the tests", world.triage.alice);
    assertThat(fixes()).isEmpty();
  }

  @Test
  void aFixNamedByHandIsBroughtToReleasesByItsBackport() throws Exception {
    Issue pull = merged("rework everything", "");
    long vulnerability = world.triage.vulnerability("CVE-2024-0001");
    world.desk.add(vulnerability, world.project("anvil"), pull.number(), "", world.triage.alice);
    assertThat(fixes()).isEqualTo("BY_HAND 1.0, NAMES_ID 1.0");
    long original =
        world.fixes.ofPulls(List.of(pull.number())).stream().findFirst().orElseThrow().id();
    world.desk.undo(original, world.triage.alice);
    assertThat(fixes()).isEmpty();
  }

  @Test
  void whatIsNamedByHandMustBeKnownAndLinked() throws Exception {
    int pull = world.open("rework everything", "").number();
    world.sweep();
    long known = world.triage.vulnerability("CVE-2024-0001");
    long anvil = world.project("anvil");
    long hammer = world.project("hammer");
    long alice = world.triage.alice;
    assertThatThrownBy(() -> world.desk.add(known, hammer, pull, "", alice))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.desk.add(Long.MAX_VALUE, anvil, pull, "", alice))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.desk.add(known, anvil, pull + 1, "", alice))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.desk.add(known, anvil, pull, "x".repeat(2001), alice))
        .isInstanceOf(BadInput.class);
    assertThat(fixes()).isEmpty();
  }

  @Test
  void statesArriveInAnyOrderAndTheNewestCounts() throws Exception {
    Issue pull = world.open("anvil: fix CVE-2024-0001", "");
    var early = world.told(pull.number());
    world.clock.advance(Duration.ofSeconds(5));
    world.gitHub.nixpkgs().merge(pull.number(), world.author, "b".repeat(40));
    world.tell(pull.number());
    world.sightings.seen(List.of(early), false);
    assertThat(world.onlyFix().pull().state()).isEqualTo(PullState.MERGED);
  }

  @ParameterizedTest
  @CsvSource({
    "ERROR_BEFORE",
    "ERROR_AFTER",
    "DROP_BEFORE",
    "DROP_AFTER",
    "TRUNCATED",
    "HTML",
    "QUERY_ERROR"
  })
  void oneFaultIsOvercome(GitHubFault fault) throws Exception {
    world.open("anvil: fix CVE-2024-0001", "");
    world.gitHub.faults().next(fault, "POST", "/graphql");
    world.sweep();
    assertThat(fixes()).isEqualTo("NAMES_ID 0.97");
  }

  @Test
  void theSweepGoesOnWhereItEndedAndReadsNothingTwice() throws Exception {
    for (int number = 1; number <= 230; number++) {
      world.open("hammer: 1.%d -> 1.%d".formatted(number, number + 1), "");
    }
    assertThat(world.sweep()).isEqualTo(230);
    assertThat(world.sweep()).isZero();
    world.clock.advance(Duration.ofSeconds(5));
    world.gitHub.nixpkgs().label(7, world.author, Set.of("x"));
    assertThat(world.sweep()).isEqualTo(1);
  }
}
