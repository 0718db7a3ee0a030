package org.snowguard.server.suggestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.issue.Issue;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;

class TriageTest extends Triaging {

  private static long draftOf(Acted acted) {
    return Objects.requireNonNull(acted.draft()).issueId();
  }

  private QueueCard.CardDecision decision() {
    return Objects.requireNonNull(world.card(ID).decision());
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
}
