package org.snowguard.server.suggestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.matching.AliasExport;
import org.snowguard.server.matching.StandingLesson;
import org.snowguard.server.web.NotFound;

/** What dismissals and acceptances teach. */
class LessonsTest extends Triaging {

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
}
