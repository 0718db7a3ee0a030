package org.snowguard.server.issue.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.rule.RuleAction;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.issue.Issue;
import org.snowguard.server.suggestion.QueueTab;
import org.snowguard.server.web.Conflict;

/** What rules did, taken back or ended. */
class RuleUndoTest extends RuleWorld {

  @ParameterizedTest
  @CsvSource({"SETTLE", "COLLECT"})
  void applicationIsUndoneAndNotRepeated(RuleAction action) {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    make(action);
    run();
    world.undo.undo(lastOf(ONE).id(), world.bob);
    assertThat(states(ONE)).containsExactly("pending");
    assertThat(world.issues.list("draft", null, 10).items()).isEmpty();
    assertThat(run()).isZero();
    assertThat(world.undo.last(world.alice)).as("a rule's action is not its author's").isEmpty();
  }

  @Test
  void draftOfARuleIsNobodys() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    make(RuleAction.COLLECT);
    run();
    suggested(TWO, "zlib", Verdict.AFFECTED);
    run();
    Issue draft = world.issues.list("draft", null, 10).items().getFirst();
    assertThat(draft.createdBy()).isNull();
    assertThat(world.events.latest(EventFilter.ofSubject("issue", draft.id()), null, 5))
        .extracting(Event::kind, Event::actor)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("issue.extended", null),
            org.assertj.core.groups.Tuple.tuple("issue.drafted", null));
  }

  @ParameterizedTest
  @CsvSource({"SETTLE", "COLLECT"})
  void allThatARuleTookIsTakenBackInOneGo(RuleAction action) {
    for (int number = 1; number <= 12; number++) {
      suggested("CVE-2026-01%02d".formatted(number), "zlib", Verdict.AFFECTED);
    }
    long rule = make(action);
    run();
    world.undo.undo(lastOf("CVE-2026-0101").id(), world.bob);
    if (action == RuleAction.SETTLE) {
      world.triage.accept(world.card("CVE-2026-0102").seen(), world.bob);
    }
    long back = action == RuleAction.SETTLE ? 10 : 11;
    RuleUndo undo = new RuleUndo(rules, new RuleStore(world.jdbi), world.bulk, world.events);
    assertThat(undo.count(rule)).isEqualTo(new RuleUndo.Count(back, 0, 11 - back));
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> undo.undo(rule, back + 1, world.bob))
        .withMessageContaining("look again");
    assertThat(states("CVE-2026-0112")).doesNotContain("pending");

    assertThat(undo.undo(rule, back, world.bob)).isEqualTo(new RuleUndo.Done(back, 0, List.of()));

    assertThat(world.cards(QueueTab.PENDING)).hasSize((int) back + 1);
    assertThat(world.issues.list("draft", null, 10).items())
        .hasSize(action == RuleAction.SETTLE ? 1 : 0);
    assertThat(undo.count(rule)).isEqualTo(new RuleUndo.Count(0, 0, 11 - back));
    Event told =
        world.events.latest(EventFilter.ofSubject(Rules.SUBJECT, rule), null, 1).getFirst();
    assertThat(told.kind()).isEqualTo("rule.undone");
    assertThat(told.after()).contains("\"cardsBack\": " + back);
    assertThat(run()).as("they are for people now").isZero();
  }

  @Test
  void whatWasPublishedStaysWhenAllIsTakenBack() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    long rule = make(RuleAction.COLLECT);
    run();
    world.jdbi.useHandle(handle -> handle.execute("update issue set state = 'published'"));
    RuleUndo undo = new RuleUndo(rules, new RuleStore(world.jdbi), world.bulk, world.events);
    assertThat(undo.count(rule)).isEqualTo(new RuleUndo.Count(0, 1, 0));
    assertThat(undo.undo(rule, 0, world.bob).back()).isZero();
    assertThat(states(ONE)).containsExactly("accepted");
  }

  @Test
  void endedRuleGivesBackWhatItSettled() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    long rule = make(RuleAction.SETTLE);
    run();
    assertThat(rules.end(rule, "no longer wanted", world.bob)).isEqualTo(1);
    assertThat(states(ONE)).containsExactly("pending");
    assertThat(world.card(ONE).changedSince()).contains("no longer wanted");
    assertThatExceptionOfType(Conflict.class).isThrownBy(() -> rules.end(rule, "again", world.bob));
    suggested(TWO, "zlib", Verdict.AFFECTED);
    assertThat(run()).isZero();
  }

  @Test
  void expiredRuleEndsByItself() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    long rule = make(RuleAction.SETTLE);
    world.clock.advance(Duration.ofDays(59));
    run();
    assertThat(Objects.requireNonNull(world.card(ONE).decision()).snoozedUntil())
        .as("no longer than the rule")
        .isEqualTo(EXPIRY);
    world.clock.advance(Duration.ofDays(1));
    run();
    assertThat(states(ONE)).containsExactly("pending");
    assertThat(rules.find(rule).orElseThrow().isActive()).isFalse();
    assertThat(
            world.events.latest(EventFilter.ofSubject(Rules.SUBJECT, rule), null, 5).stream()
                .map(Event::kind))
        .containsExactly("rule.expired", "rule.made");
  }
}
