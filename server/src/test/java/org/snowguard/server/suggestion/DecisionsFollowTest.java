package org.snowguard.server.suggestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.web.Conflict;

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
    assertThat(card("curl").state()).isEqualTo(Standing.WITHDRAWN);
    assertThat(card("zlib").state()).isEqualTo(Standing.PENDING);
    assertThat(card("zlib").changedSince())
        .contains("accepted for curl")
        .contains("already patched for zlib");
    assertThat(world.kindsOf(card("zlib"))).contains("suggestion.accepted", "suggestion.reopened");
    assertThat(world.drafts.openOf(card("curl").projectId())).isEmpty();
  }

  @Test
  void decisionTakesThePlaceOfACardThatAPersonTouchedWithoutLosingIt() {
    world.triage.removePackage(card("zlib").seen(), "zlib_old", world.alice);
    long touched = card("zlib").id();
    dismiss("curl", DismissReason.DUPLICATE);
    merge();
    assertThat(card("zlib").state()).isEqualTo(Standing.DISMISSED);
    assertThat(card("curl").id()).isEqualTo(touched);
    assertThat(card("curl").state()).isEqualTo(Standing.WITHDRAWN);
    assertThat(world.kindsOf(card("curl"))).endsWith("suggestion.withdrawn");
    world.caughtUp();
    assertThat(card("zlib").state()).isEqualTo(Standing.DISMISSED);
  }

  @Test
  void decisionsOfThreeProjectsMeetOneAfterAnother() {
    world.ship(
        TriageWorld.UNSTABLE,
        Packages.of("zlib 1.3"),
        Packages.of("zlib_old 1.2"),
        Packages.of("curl 1.3"),
        Packages.of("wget 1.3"));
    suggest("zlib", "curl", "wget");
    world.triage.accept(card("zlib").seen(), world.bob);
    dismiss("curl", DismissReason.NOT_THE_SAME_SOFTWARE);
    merge();
    assertThat(card("zlib").state()).isEqualTo(Standing.PENDING);
    suggest("zlib", "wget");
    dismiss("wget", DismissReason.DUPLICATE);
    world.group("zlib", "zlib", "zlib_old", "curl", "wget");
    suggest("zlib");
    world.caughtUp();
    assertThat(card("zlib").state()).isEqualTo(Standing.PENDING);
    assertThat(card("zlib").changedSince())
        .contains("accepted for zlib")
        .contains("dismissed as not the same software for curl")
        .contains("dismissed as duplicate for wget");
    assertThat(card("wget").state()).isEqualTo(Standing.WITHDRAWN);
    assertThat(world.eventsOf(card("wget"))).isNotEmpty();
  }

  @Test
  void acceptanceThatComesBackLeavesItsDraft() {
    dismiss("curl", DismissReason.NOT_THE_SAME_SOFTWARE);
    world.triage.accept(card("zlib").seen(), world.bob);
    long project = card("zlib").projectId();
    assertThat(world.drafts.openOf(project)).hasSize(1);
    merge();
    assertThat(world.drafts.openOf(project)).isEmpty();
  }

  @Test
  void whatIsPublishedKeepsAnAcceptanceThatCameBackAndSaysSo() {
    dismiss("curl", DismissReason.NOT_THE_SAME_SOFTWARE);
    world.triage.accept(card("zlib").seen(), world.bob);
    world.jdbi.useHandle(handle -> handle.execute("update issue set state = 'published'"));
    merge();
    assertThat(world.issues.list("published", null, 5).items().getFirst().items())
        .singleElement()
        .satisfies(item -> assertThat(item.flag()).contains("decided again"));
    assertThatThrownBy(() -> world.triage.accept(card("zlib").seen(), world.bob))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("holds it already");
  }

  @Test
  void draftsOfSeveralProjectsAreReadAtOnce() {
    world.triage.accept(card("curl").seen(), world.bob);
    world.triage.accept(card("zlib").seen(), world.bob);
    long curl = card("curl").projectId();
    long zlib = card("zlib").projectId();
    assertThat(world.drafts.openOf(List.of(curl, zlib, Long.MAX_VALUE)))
        .containsOnly(
            entry(curl, world.drafts.openOf(curl)), entry(zlib, world.drafts.openOf(zlib)))
        .allSatisfy((project, drafts) -> assertThat(drafts).hasSize(1));
  }

  @Test
  void titleOfADraftFollowsItsCard() {
    world.triage.accept(card("curl").seen(), world.bob);
    merge();
    assertThat(card("zlib").state()).isEqualTo(Standing.ACCEPTED);
    assertThat(world.drafts.openOf(card("zlib").projectId()))
        .singleElement()
        .satisfies(draft -> assertThat(draft.title()).contains("zlib").doesNotContain("curl"));
  }

  @Test
  void decisionThatFollowedItsPackagesIsUndone() {
    dismiss("curl", DismissReason.DUPLICATE);
    merge();
    world.undo.undoLast(world.alice);
    assertThat(card("zlib").state()).isEqualTo(Standing.PENDING);
  }

  @Test
  void decisionThatEndedInAnotherDoesNotBlockUndo() {
    QueueCard other = world.suggested("CVE-2024-0002", "zlib", 0.99, Verdict.AFFECTED);
    world.triage.snooze(other.seen(), null, world.alice);
    world.triage.snooze(card("curl").seen(), null, world.alice);
    world.triage.accept(card("zlib").seen(), world.bob);
    merge();
    assertThat(card("curl").state()).isEqualTo(Standing.WITHDRAWN);
    world.undo.undoLast(world.alice);
    assertThat(world.card("CVE-2024-0002").state()).isEqualTo(Standing.PENDING);
  }

  @Test
  void whatIsPutAsideYieldsToADecision() {
    world.triage.snooze(card("zlib").seen(), null, world.alice);
    dismiss("curl", DismissReason.NOT_THE_SAME_SOFTWARE);
    merge();
    assertThat(card("zlib").state()).isEqualTo(Standing.DISMISSED);
    assertThat(card("curl").state()).isEqualTo(Standing.WITHDRAWN);
  }

  @Test
  void handMadeLinkYieldsToADecision() {
    VulnerabilityRecord other = world.record("CVE-2024-0003", "Another");
    long vulnerability = world.vulnerability("CVE-2024-0003");
    long curl = world.projects.find("curl").orElseThrow().id();
    world.links.link(vulnerability, curl, null, world.alice);
    world.take(other, world.suggest(other.id(), "zlib", 0.99, Verdict.AFFECTED));
    QueueCard decided =
        world.queue.ofVulnerability(vulnerability, null).stream()
            .filter(card -> card.project().equals("zlib"))
            .findFirst()
            .orElseThrow();
    world.triage.dismiss(
        decided.seen(), new Dismissal(DismissReason.DUPLICATE, null, null), world.bob);
    merge();
    assertThat(world.queue.ofVulnerability(vulnerability, null))
        .extracting(QueueCard::project, QueueCard::state)
        .containsExactlyInAnyOrder(
            tuple("zlib", Standing.DISMISSED), tuple("curl", Standing.WITHDRAWN));
  }

  @Test
  void dismissalsForReasonsThatGoTogetherAreOne() {
    dismiss("curl", DismissReason.ALREADY_PATCHED);
    dismiss("zlib", DismissReason.DUPLICATE);
    merge();
    assertThat(card("zlib").state()).isEqualTo(Standing.DISMISSED);
    assertThat(card("curl").state()).isEqualTo(Standing.WITHDRAWN);
  }

  @Test
  void whatCannotFollowHoldsNothingBack() {
    VulnerabilityRecord other = world.record("CVE-2024-0002", "Another");
    dismiss("curl", DismissReason.DUPLICATE);
    world.take(other, world.suggest(other.id(), "curl", 0.99, Verdict.AFFECTED));
    world.triage.dismiss(
        world.card(other.id()).seen(),
        new Dismissal(DismissReason.DUPLICATE, null, null),
        world.alice);
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                "update vulnerability_record set raw = 'x' where vulnerability_id = ?",
                world.vulnerability(ID)));
    merge();
    assertThat(world.card(other.id()).project()).isEqualTo("zlib");
    assertThat(card("curl").state()).isEqualTo(Standing.DISMISSED);
  }

  @Test
  void decisionAboutAVulnerabilityThatNothingSpeaksOfAnyMoreFollowsToo() {
    dismiss("curl", DismissReason.DUPLICATE);
    world.jdbi.useHandle(handle -> handle.execute("delete from vulnerability_record"));
    merge();
    assertThat(cards()).extracting(QueueCard::project).containsExactly("zlib");
  }

  @Test
  void lessonsOfASplitReachTheIndex() {
    world.triage.removePackage(card("zlib").seen(), "zlib", world.alice);
    dismiss("zlib", DismissReason.NOT_THE_SAME_SOFTWARE);
    world.group("zlib", "zlib");
    suggest("zlib", "zlib_old", "curl");
    world.caughtUp();
    assertThat(world.aliases.ofProject(card("zlib_old").projectId())).hasSize(1);
    assertThat(world.lessonsChanged).hasValue(1);
    world.caughtUp();
    assertThat(world.lessonsChanged).hasValue(1);
  }

  @Test
  void handMadeLinkLosesTheMarksOfPackagesThatAreGone() {
    world.record("CVE-2024-0002", "Another");
    long project = world.projects.find("curl").orElseThrow().id();
    world.links.link(world.vulnerability("CVE-2024-0002"), project, null, world.alice);
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("zlib_old 1.2"));
    world.jdbi.useHandle(
        handle -> handle.execute("update vulnerability set known_exploited_since = now()"));
    world.index();
    world.caughtUp();
    assertThat(world.cards(QueueTab.PENDING))
        .filteredOn(card -> card.vulnerability().publicId().equals("CVE-2024-0002"))
        .singleElement()
        .satisfies(card -> assertThat(card.channels()).isEmpty());
    boolean follows =
        world.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select known_exploited and marks = '{}' from suggestion where"
                            + " linked_by_hand")
                    .mapTo(Boolean.class)
                    .one());
    assertThat(follows).isTrue();
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
