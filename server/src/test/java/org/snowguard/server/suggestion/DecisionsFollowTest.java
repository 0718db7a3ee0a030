package org.snowguard.server.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.nixpkgs.Packages;

/** Projects merge and split; what people decided goes with the packages that it was decided on. */
class DecisionsFollowTest {

  private static final String ID = "CVE-2024-0001";

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private TriageWorld world;
  private VulnerabilityRecord record;

  @BeforeEach
  void twoProjects() {
    world = new TriageWorld(database);
    world.ship(
        TriageWorld.UNSTABLE,
        Packages.of("zlib 1.3"),
        Packages.of("zlib_old 1.2"),
        Packages.of("curl 1.3"));
    world.group("zlib", "zlib", "zlib_old");
    record = world.record(ID, "A flaw");
    suggest("zlib", "curl");
  }

  private void suggest(String... projects) {
    world.take(
        record,
        java.util.Arrays.stream(projects)
            .map(project -> world.suggest(ID, project, 0.99, Verdict.AFFECTED))
            .toArray(org.snowguard.core.match.Suggestion[]::new));
  }

  private QueueCard card(String project) {
    return cards().stream()
        .filter(card -> card.project().equals(project))
        .findFirst()
        .orElseThrow();
  }

  private List<QueueCard> cards() {
    return world.queue.ofVulnerability(world.vulnerability(ID), null);
  }

  private void dismiss(String project, DismissReason reason) {
    world.triage.dismiss(card(project).seen(), new Dismissal(reason, null, null), world.alice);
  }

  private void merge() {
    world.group("zlib", "zlib", "zlib_old", "curl");
    suggest("zlib");
    world.caughtUp();
  }

  @Test
  void decisionOfAnEmptiedProjectTakesThePlaceOfTheUndecidedCard() {
    dismiss("curl", DismissReason.NOT_THE_SAME_SOFTWARE);
    merge();
    assertThat(cards()).hasSize(1);
    QueueCard moved = card("zlib");
    assertThat(moved.state()).isEqualTo(Standing.DISMISSED);
    assertThat(world.kindsOf(moved)).contains("suggestion.dismissed", "suggestion.moved");
    assertThat(world.aliases.ofProject(moved.projectId())).hasSize(1);
    assertThat(moved.channels().getFirst().packages()).isNotEmpty();
  }

  @Test
  void decisionThatMeetsNoCardMovesAlone() {
    dismiss("curl", DismissReason.DUPLICATE);
    world.group("zlib", "zlib", "zlib_old", "curl");
    world.take(record);
    world.jdbi.useHandle(
        handle -> handle.execute("delete from suggestion where state = 'withdrawn'"));
    world.caughtUp();
    assertThat(card("zlib").state()).isEqualTo(Standing.DISMISSED);
  }

  @Test
  void decisionsThatDisagreeComeBackAsOneCardThatShowsBoth() {
    dismiss("curl", DismissReason.NOT_THE_SAME_SOFTWARE);
    world.triage.accept(card("zlib").seen(), world.bob);
    merge();
    QueueCard reopened = card("zlib");
    assertThat(reopened.state()).isEqualTo(Standing.PENDING);
    assertThat(reopened.changedSince())
        .contains("accepted for zlib")
        .contains("dismissed as not the same software for curl");
    assertThat(card("curl").state()).isEqualTo(Standing.WITHDRAWN);
    world.caughtUp();
    assertThat(card("zlib").state()).isEqualTo(Standing.PENDING);
    world.triage.accept(card("zlib").seen(), world.bob);
    assertThat(card("zlib").state()).isEqualTo(Standing.ACCEPTED);
  }

  @Test
  void acceptanceThatMeetsADismissalComesBackToo() {
    world.triage.accept(card("curl").seen(), world.bob);
    dismiss("zlib", DismissReason.ALREADY_PATCHED);
    merge();
    assertThat(cards()).hasSize(1);
    assertThat(card("zlib").state()).isEqualTo(Standing.PENDING);
    assertThat(card("zlib").changedSince())
        .contains("accepted for curl")
        .contains("dismissed before as already patched for zlib");
  }

  @Test
  void decisionsThatAgreeAreOne() {
    dismiss("curl", DismissReason.DUPLICATE);
    dismiss("zlib", DismissReason.DUPLICATE);
    merge();
    assertThat(card("zlib").state()).isEqualTo(Standing.DISMISSED);
    assertThat(card("curl").state()).isEqualTo(Standing.WITHDRAWN);
  }

  @Test
  void afterASplitADecisionStaysWithMostOfItsPackages() {
    dismiss("zlib", DismissReason.DUPLICATE);
    world.group("zlib", "zlib");
    suggest("zlib", "zlib_old", "curl");
    world.caughtUp();
    assertThat(card("zlib").state()).isEqualTo(Standing.DISMISSED);
    assertThat(card("zlib_old").state()).isEqualTo(Standing.PENDING);
  }

  @Test
  void packagesThatWereTakenOffTheCardHoldNothingBack() {
    world.triage.removePackage(card("zlib").seen(), "zlib", world.alice);
    dismiss("zlib", DismissReason.DUPLICATE);
    world.group("zlib", "zlib");
    suggest("zlib", "zlib_old", "curl");
    world.caughtUp();
    assertThat(card("zlib_old").state()).isEqualTo(Standing.DISMISSED);
  }

  @Test
  void handMadeLinkIsJudgedAgainWhenItsPackageOrRecordChanges() {
    VulnerabilityRecord unlinked = world.record("CVE-2024-0002", "Another");
    long project = world.projects.find("curl").orElseThrow().id();
    world.links.link(world.vulnerability("CVE-2024-0002"), project, null, world.alice);
    assertThat(verdict("CVE-2024-0002")).isEqualTo("affected");

    world.ship(
        TriageWorld.UNSTABLE,
        Packages.of("zlib 1.3"),
        Packages.of("zlib_old 1.2"),
        Packages.of("curl 1.4"));
    world.index();
    world.caughtUp();
    assertThat(verdict("CVE-2024-0002")).isEqualTo("not_affected");

    world.record(unlinked.id(), "Another", json -> json.replace("\"1.4\"", "\"1.5\""));
    world.caughtUp();
    assertThat(verdict("CVE-2024-0002")).isEqualTo("affected");
    assertThat(world.card("CVE-2024-0002").state()).isEqualTo(Standing.PENDING);
  }

  private String verdict(String id) {
    return world.card(id).channels().getFirst().packages().getFirst().verdict();
  }
}
