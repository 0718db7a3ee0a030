package org.snowguard.server.suggestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.issue.Issue;
import org.snowguard.server.matching.AliasExport;
import org.snowguard.server.matching.StandingLesson;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;

class TriageTest {

  private static final String ID = "CVE-2024-0001";

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private TriageWorld world;

  @BeforeEach
  void arrange() {
    world = new TriageWorld(database);
    world.ship(
        TriageWorld.UNSTABLE,
        Packages.of("zlib 1.3"),
        Packages.of("zlib_old 1.2"),
        Packages.of("curl 8.9"));
    world.group("zlib", "zlib", "zlib_old");
  }

  private QueueCard affected() {
    return world.suggested(ID, "zlib", 0.99, Verdict.AFFECTED);
  }

  private static long draftOf(Acted acted) {
    return Objects.requireNonNull(acted.draft()).issueId();
  }

  private QueueCard.CardDecision decision() {
    return Objects.requireNonNull(world.card(ID).decision());
  }

  private static Dismissal as(DismissReason reason) {
    return new Dismissal(reason, null, null);
  }

  @Test
  void acceptingMakesADraft() {
    QueueCard card = affected();
    Acted acted = world.triage.accept(card.seen(), world.alice);
    Issue draft = world.issues.find(draftOf(acted)).orElseThrow();
    assertThat(draft.title()).isEqualTo("zlib: A flaw in zlib");
    assertThat(draft.items()).extracting("publicId").containsExactly(ID);
    assertThat(world.card(ID).state()).isEqualTo(Standing.ACCEPTED);
    assertThat(world.kindsOf(card)).containsExactly("suggestion.accepted");
    // The title of a draft is not for everybody, and this event is.
    assertThat(world.eventsOf(card).getFirst().note()).isNull();
  }

  @Test
  void acceptingIntoADraftExtendsIt() {
    Acted first = world.triage.accept(affected().seen(), world.alice);
    QueueCard other = world.suggested("CVE-2024-0002", "zlib", 0.99, Verdict.AFFECTED);
    world.triage.acceptInto(other.seen(), draftOf(first), world.bob);
    assertThat(world.issues.find(draftOf(first)).orElseThrow().title())
        .isEqualTo("zlib: CVE-2024-0001, CVE-2024-0002");
  }

  @Test
  void draftOfAnotherProjectIsRefused() {
    Acted first = world.triage.accept(affected().seen(), world.alice);
    QueueCard other = world.suggested("CVE-2024-0002", "curl", 0.99, Verdict.AFFECTED);
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> world.triage.acceptInto(other.seen(), draftOf(first), world.bob))
        .withMessageContaining("curl");
    assertThat(world.card("CVE-2024-0002").state()).isEqualTo(Standing.PENDING);
  }

  @Test
  void undoingAnAcceptanceTakesTheDraftBack() {
    QueueCard card = affected();
    Acted acted = world.triage.accept(card.seen(), world.alice);
    world.undo.undoLast(world.alice);
    assertThat(world.issues.find(draftOf(acted))).isEmpty();
    assertThat(world.card(ID).state()).isEqualTo(Standing.PENDING);
    assertThat(world.aliases.ofProject(card.projectId())).isEmpty();
  }

  @Test
  void undoLeavesADraftThatHoldsMore() {
    Acted first = world.triage.accept(affected().seen(), world.alice);
    QueueCard other = world.suggested("CVE-2024-0002", "zlib", 0.99, Verdict.AFFECTED);
    Acted second = world.triage.acceptInto(other.seen(), draftOf(first), world.bob);
    world.undo.undo(second.eventId(), world.alice);
    assertThat(world.issues.find(draftOf(first)).orElseThrow().title())
        .isEqualTo("zlib: A flaw in zlib");
  }

  @Test
  void secondPersonGetsAConflictThatSaysWhoWasFaster() {
    QueueCard card = affected();
    world.triage.dismiss(card.seen(), as(DismissReason.DUPLICATE), world.alice);
    world.clock.advance(Duration.ofMinutes(3));
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> world.triage.accept(card.seen(), world.bob))
        .withMessageContaining(ID)
        .withMessageContaining("alice dismissed it 3 minutes ago");
    assertThat(world.card(ID).state()).isEqualTo(Standing.DISMISSED);
    assertThat(world.events.latest(EventFilter.ALL, null, 10))
        .extracting(Event::kind)
        .containsOnlyOnce("suggestion.dismissed")
        .doesNotContain("suggestion.accepted", "issue.drafted");
  }

  @Test
  void decisionIsToldBeforeWhatTheMachineDidAfterIt() {
    QueueCard card = affected();
    world.triage.dismiss(card.seen(), as(DismissReason.NOT_THE_SAME_SOFTWARE), world.alice);
    world.clock.advance(Duration.ofSeconds(1));
    world.take(
        world.record(ID, "A flaw in zlib"), world.suggest(ID, "zlib", 0.8, Verdict.AFFECTED));
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> world.triage.accept(card.seen(), world.bob))
        .withMessageContaining("alice dismissed it");
  }

  @Test
  void cardWhoseVerdictsChangedIsAConflictToo() {
    QueueCard card = affected();
    world.take(
        world.record(ID, "A flaw in zlib"), world.suggest(ID, "zlib", 0.99, Verdict.UNKNOWN));
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> world.triage.accept(card.seen(), world.bob))
        .withMessageContaining("its record or its packages changed");
  }

  @Test
  void linkThatTheMachineIsLessSureOfIsNoConflict() {
    QueueCard card = affected();
    world.take(
        world.record(ID, "A flaw in zlib"), world.suggest(ID, "zlib", 0.8, Verdict.AFFECTED));
    assertThat(world.card(ID).probability()).isEqualTo(0.8);
    world.triage.accept(card.seen(), world.bob);
    assertThat(world.card(ID).state()).isEqualTo(Standing.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_THE_SAME_SOFTWARE, anti_alias",
    "VERSION_NEVER_AFFECTED, alias",
    "ALREADY_PATCHED, alias",
    "ONLY_ANOTHER_PLATFORM, alias",
    "HOSTED_SERVICE_ONLY,",
    "NOT_IN_NIXPKGS,",
    "DUPLICATE,",
    "REJECTED_OR_DISPUTED_UPSTREAM,",
    "RISK_ACCEPTED, alias"
  })
  void dismissalTeachesAndUndoTakesTheLessonBack(DismissReason reason, @Nullable String lesson) {
    QueueCard card = affected();
    world.triage.dismiss(card.seen(), as(reason), world.alice);
    assertThat(world.aliases.ofProject(card.projectId()))
        .extracting(one -> one.kind().text())
        .containsExactlyElementsOf(lesson == null ? List.of() : List.of(lesson));
    world.undo.undoLast(world.alice);
    assertThat(world.aliases.ofProject(card.projectId())).isEmpty();
  }

  @Test
  void twoPeopleAreCountedAcrossSpellingsAndARevokedLessonIsNoMore() {
    QueueCard first = affected();
    world.triage.dismiss(first.seen(), as(DismissReason.NOT_THE_SAME_SOFTWARE), world.alice);
    world.take(
        world.record("CVE-2024-0002", "Another", json -> json.replace("\"anvil\"", "\"AnVil\"")),
        world.suggest("CVE-2024-0002", "zlib", 0.99, Verdict.AFFECTED));
    QueueCard second = world.card("CVE-2024-0002");
    world.triage.dismiss(second.seen(), as(DismissReason.NOT_THE_SAME_SOFTWARE), world.bob);
    assertThat(world.aliases.forMatching())
        .singleElement()
        .satisfies(lesson -> assertThat(lesson.people()).isEqualTo(2));
    StandingLesson lesson = world.aliases.ofProject(first.projectId()).getFirst();
    assertThat(lesson.votes())
        .extracting(StandingLesson.Vote::record)
        .containsExactlyInAnyOrder(ID, "CVE-2024-0002");

    world.aliases.revoke(lesson.votes().getFirst().id(), world.alice);

    assertThat(world.aliases.forMatching())
        .singleElement()
        .satisfies(left -> assertThat(left.people()).isEqualTo(1));
    assertThat(world.events.latest(EventFilter.ofProject(first.projectId()), null, 1))
        .extracting(Event::kind)
        .containsExactly("alias.revoked");
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> world.aliases.revoke(lesson.votes().getFirst().id(), world.bob));
  }

  @Test
  void acceptedCpeIsAdvisedForThePackagesOfTheCard() {
    world.take(
        world.record(
            "CVE-2024-0003",
            "States its CPE",
            json ->
                json.replace(
                    "\"product\":\"anvil\",",
                    "\"product\":\"anvil\",\"cpes\":[\"cpe:2.3:a:acme:anvil:*:*:*:*:*:*:*:*\"],")),
        world.suggest("CVE-2024-0003", "zlib", 0.99, Verdict.AFFECTED));
    AliasExport export = AliasExport.in(world.jdbi, world.transactions, world.clock);
    assertThat(export.forNixpkgs()).isEmpty();
    Acted removed =
        world.triage.removePackage(world.card("CVE-2024-0003").seen(), "zlib_old", world.alice);
    world.triage.accept(new Seen(removed.suggestionId(), removed.revision()), world.alice);
    assertThat(export.forNixpkgs())
        .singleElement()
        .satisfies(
            advice -> {
              assertThat(advice.cpe()).isEqualTo(new AssertedCpe("acme", "anvil"));
              assertThat(advice.stated()).isTrue();
              assertThat(advice.attributes()).containsExactly("zlib");
              assertThat(advice.position()).isEqualTo("pkgs/example.nix");
            });
    world.undo.undoLast(world.alice);
    assertThat(export.forNixpkgs()).isEmpty();
  }

  @Test
  void cardThatCameBackTeachesItsNewLessonAlone() {
    QueueCard card = affected();
    world.triage.dismiss(
        card.seen(),
        new Dismissal(DismissReason.NOT_THE_SAME_SOFTWARE, null, LocalDate.parse("2026-11-27")),
        world.alice);
    world.clock.advance(Duration.ofDays(7));
    assertThat(world.returnDue.run()).isEqualTo(1);
    world.triage.accept(world.card(ID).seen(), world.alice);
    assertThat(world.aliases.ofProject(card.projectId()))
        .extracting(one -> one.kind().text())
        .containsExactly("alias");
  }

  @Test
  void decisionOvertakesOpenProposals() {
    QueueCard card = affected();
    long bob = world.bob;
    world.proposals.proposeDismissal(card.id(), DismissReason.DUPLICATE, null, bob);
    world.triage.accept(card.seen(), world.alice);
    assertThat(world.proposals.by(bob, 10)).extracting("state").containsExactly("overtaken");
    assertThat(world.proposals.openOf(List.of(card.id()))).isEmpty();
  }

  @Test
  void acceptedProposalIsNotOvertakenByItsOwnDecision() {
    QueueCard card = affected();
    long proposal =
        world.proposals.proposeDismissal(card.id(), DismissReason.DUPLICATE, null, world.bob);
    world.proposals.accept(proposal, card.revision(), world.alice);
    assertThat(world.proposals.by(world.bob, 10)).extracting("state").containsExactly("accepted");
  }

  @Test
  void packageThatStandsOnTheCardIsNotProposed() {
    QueueCard card = affected();
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> world.proposals.proposePackage(card.id(), "zlib_old", null, world.bob))
        .withMessageContaining("stands on the card");
    world.triage.removePackage(card.seen(), "zlib_old", world.alice);
    assertThat(world.proposals.proposePackage(card.id(), "zlib_old", null, world.bob)).isPositive();
  }

  @Test
  void acceptedRiskIsReviewedAfterHalfAYear() {
    world.triage.dismiss(affected().seen(), as(DismissReason.RISK_ACCEPTED), world.alice);
    assertThat(decision().reviewOn()).isEqualTo(LocalDate.parse("2027-05-19"));
  }

  @Test
  void otherNeedsANote() {
    QueueCard card = affected();
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> world.triage.dismiss(card.seen(), as(DismissReason.OTHER), world.alice));
    world.triage.dismiss(
        card.seen(), new Dismissal(DismissReason.OTHER, "ask again", null), world.alice);
    assertThat(decision().note()).isEqualTo("ask again");
  }

  @Test
  void undoRestoresExactly() {
    QueueCard card = affected();
    world.triage.removePackage(card.seen(), "zlib_old", world.bob);
    QueueCard before = world.card(ID);
    world.triage.dismiss(
        before.seen(), new Dismissal(DismissReason.OTHER, "why", null), world.alice);
    world.undo.undoLast(world.alice);
    assertThat(world.card(ID))
        .usingRecursiveComparison()
        .ignoringFields("revision")
        .isEqualTo(before);
    assertThat(world.kindsOf(card))
        .containsExactly("suggestion.package_removed", "suggestion.dismissed", "suggestion.undone");
  }

  @Test
  void undoOfWhatSomebodyChangedSinceIsRefused() {
    Acted first = world.triage.snooze(affected().seen(), null, world.alice);
    world.triage.dismiss(world.card(ID).seen(), as(DismissReason.DUPLICATE), world.bob);
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> world.undo.undo(first.eventId(), world.alice))
        .withMessageContaining("bob dismissed it");
    assertThat(world.card(ID).state()).isEqualTo(Standing.DISMISSED);
  }

  @Test
  void nothingIsUndoneTwice() {
    Acted acted = world.triage.snooze(affected().seen(), null, world.alice);
    world.undo.undoLast(world.alice);
    assertThatExceptionOfType(NotFound.class).isThrownBy(() -> world.undo.undoLast(world.alice));
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> world.undo.undo(acted.eventId(), world.bob));
  }

  @Test
  void cardWithoutItsOpenPackagesIsSettledAndComesBackWithThem() {
    world.take(
        world.record(ID, "A flaw"),
        world.suggest(
            ID,
            "zlib",
            0.99,
            (channel, attribute) ->
                attribute.equals("zlib_old") ? Verdict.AFFECTED : Verdict.NOT_AFFECTED));
    Acted removed = world.triage.removePackage(world.card(ID).seen(), "zlib_old", world.alice);
    assertThat(removed.state()).isEqualTo(Standing.SETTLED);
    assertThat(world.card(ID).channels().getFirst().packages()).hasSize(1);
    Acted restored = world.triage.restorePackage(world.card(ID).seen(), "zlib_old", world.alice);
    assertThat(restored.state()).isEqualTo(Standing.PENDING);
  }

  @Test
  void acceptedCardIsChangedByUndoAlone() {
    world.triage.accept(affected().seen(), world.alice);
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(
            () ->
                world.triage.dismiss(world.card(ID).seen(), as(DismissReason.DUPLICATE), world.bob))
        .withMessageContaining("alice accepted it");
  }

  @Test
  void nextPassesOverWhatSomebodyElseLooksAt() {
    QueueCard first = affected();
    QueueCard second = world.suggested("CVE-2024-0002", "curl", 0.99, Verdict.AFFECTED);
    QueueFilter pending = QueueFilter.of(QueueTab.PENDING);
    world.triage.opened(first.id(), world.bob);
    assertThat(world.queue.next(pending, null, world.alice).orElseThrow().id())
        .isEqualTo(second.id());
    assertThat(world.queue.next(pending, null, world.bob).orElseThrow().id()).isEqualTo(first.id());
    assertThat(world.queue.card(first.id(), world.alice).openedBy()).isEqualTo("bob");
    world.clock.advance(Duration.ofMinutes(5));
    assertThat(world.queue.next(pending, null, world.alice).orElseThrow().id())
        .isEqualTo(first.id());
    assertThat(world.queue.next(pending, first.id(), world.alice).orElseThrow().id())
        .isEqualTo(second.id());
  }

  @Test
  void anyVulnerabilityIsLinkedByHand() {
    world.record(ID, "A flaw");
    world.index();
    long project = world.projects.find("curl").orElseThrow().id();
    Acted linked = world.links.link(world.vulnerability(ID), project, "seen upstream", world.alice);
    QueueCard card = world.card(ID);
    assertThat(card.state()).isEqualTo(Standing.PENDING);
    assertThat(card.linkedByHand()).isTrue();
    assertThat(card.channels().getFirst().packages().getFirst().verdict())
        .isEqualTo("not_affected");
    world.undo.undo(linked.eventId(), world.alice);
    assertThat(world.card(ID).state()).isEqualTo(Standing.WITHDRAWN);
  }

  @Test
  void linkThatSomebodyElseMadeMeanwhileIsNotMadeTwice() {
    world.record(ID, "A flaw");
    world.index();
    long project = world.projects.find("curl").orElseThrow().id();
    var link = new MachineView.Link(world.vulnerability(ID), project);
    var traits =
        MachineViews.traits(
            world
                .vulnerabilities
                .byIds(List.of(link.vulnerabilityId()))
                .values()
                .iterator()
                .next());
    HandLinkStore store = new HandLinkStore(world.jdbi);
    var now = world.clock.instant();
    assertThat(store.insert(link, List.of("curl"), List.of(), traits, 0, now)).isPresent();
    assertThat(store.insert(link, List.of("curl"), List.of(), traits, 0, now)).isEmpty();
  }

  @Test
  void weakSuggestionIsLinkedByHandIntoTheQueue() {
    QueueCard weak = world.suggested(ID, "curl", 0.2, Verdict.AFFECTED);
    assertThat(weak.state()).isEqualTo(Standing.WEAK);
    world.links.link(weak.vulnerability().id(), weak.projectId(), null, world.alice);
    assertThat(world.card(ID).state()).isEqualTo(Standing.PENDING);
    world.undo.undoLast(world.alice);
    assertThat(world.card(ID).state()).isEqualTo(Standing.WEAK);
  }
}
