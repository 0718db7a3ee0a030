package org.snowguard.server.issue.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.rule.RuleAction;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.issue.Issue;
import org.snowguard.server.suggestion.Dismissal;
import org.snowguard.server.suggestion.QueueCard;
import org.snowguard.server.suggestion.QueueFilter;
import org.snowguard.server.suggestion.QueueTab;
import org.snowguard.server.suggestion.Standing;
import org.snowguard.server.web.Page;

class RulesTest extends RuleWorld {

  private void becomeExploited(String id) {
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                "update vulnerability set known_exploited_since = '2026-11-19' where public_id = ?",
                id));
  }

  @Test
  void settledCardIsSeenUnderItsRuleUntilItsDay() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    suggested(TWO, "curl", Verdict.AFFECTED);
    long rule = make(RuleAction.SETTLE);

    assertThat(run()).isEqualTo(1);

    assertThat(states(ONE, TWO)).containsExactly("ruled", "pending");
    QueueCard card = world.card(ONE);
    assertThat(card.automatic()).isTrue();
    QueueCard.CardDecision decision = Objects.requireNonNull(card.decision());
    assertThat(decision.rule()).isEqualTo(rule);
    assertThat(decision.snoozedUntil()).isEqualTo(TODAY.plusDays(30));
    Page<QueueCard> ofRule =
        world.queue.page(
            QueueFilter.parse(Map.of("tab", "ruled", "rule", String.valueOf(rule))),
            null,
            10,
            null);
    assertThat(ofRule.items()).extracting(QueueCard::publicId).containsExactly(ONE);
    assertThat(lastOf(ONE).kind()).isEqualTo("suggestion.ruled");
    assertThat(lastOf(ONE).actor()).isNull();
    assertThat(lastOf(ONE).note()).isEqualTo("rule #%d: too many of them".formatted(rule));
  }

  @Test
  void onlyTheRulesThatAreShownAreCounted() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    long rule = make(RuleAction.SETTLE);
    run();
    RuleStore store = new RuleStore(world.jdbi);
    assertThat(store.tallies(List.of(rule))).containsExactly(new RuleStore.Tally(rule, 1, 1, 0));
    assertThat(store.tallies(List.of(rule + 1))).isEmpty();
  }

  @Test
  void runningAgainDoesNothing() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    make(RuleAction.SETTLE);
    run();
    int events = world.eventsOf(world.card(ONE)).size();
    assertThat(run()).isZero();
    assertThat(world.eventsOf(world.card(ONE))).hasSize(events);
  }

  @Test
  void cardWhoseFixIsNotShippedComesBackOnItsDay() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    make(RuleAction.SETTLE);
    run();
    world.clock.advance(Duration.ofDays(29));
    world.returnDue.run();
    assertThat(states(ONE)).containsExactly("ruled");

    world.clock.advance(Duration.ofDays(1));
    world.returnDue.run();

    assertThat(states(ONE)).containsExactly("pending");
    assertThat(world.card(ONE).changedSince())
        .contains("the fixed version was not reached by 2026-12-20");
    assertThat(run()).as("it is for people now").isZero();
  }

  @Test
  void cardWhoseFixIsShippedIsSettledForGood() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    make(RuleAction.SETTLE);
    run();
    world.take(record(ONE, "2026-10-01"), world.suggest(ONE, "zlib", 0.99, Verdict.NOT_AFFECTED));
    assertThat(states(ONE)).containsExactly("settled");
    assertThat(lastOf(ONE).kind()).isEqualTo("suggestion.fulfilled");
    assertThat(world.card(ONE).decision()).isNull();

    world.take(record(ONE, "2026-10-01"), world.suggest(ONE, "zlib", 0.99, Verdict.AFFECTED));
    assertThat(states(ONE)).containsExactly("pending");
    assertThat(run()).as("a rule takes a card once").isZero();
  }

  @Test
  void cardWithoutAFixToWaitForIsLeft() {
    suggested(ONE, "zlib", Verdict.UNKNOWN);
    make(RuleAction.SETTLE);
    assertThat(run()).isZero();
    assertThat(states(ONE)).containsExactly("pending");
  }

  @Test
  void changedRecordBringsASettledCardBack() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    make(RuleAction.SETTLE);
    run();
    world.take(
        world.record(ONE, "Another flaw", json -> json.replace("\"1.4\"", "\"1.5\"")),
        world.suggest(ONE, "zlib", 0.99, Verdict.AFFECTED));
    assertThat(states(ONE)).containsExactly("pending");
    assertThat(world.card(ONE).changedSince()).startsWith("Taken by rule #");
  }

  @ParameterizedTest
  @CsvSource({"SETTLE, ruled", "COLLECT, accepted"})
  void whatBecomesKnownExploitedReturnsToTheQueue(RuleAction action, String meanwhile) {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    make(action);
    run();
    assertThat(states(ONE)).containsExactly(meanwhile);

    becomeExploited(ONE);
    world.take(record(ONE, "2026-10-01"), world.suggest(ONE, "zlib", 0.99, Verdict.AFFECTED));

    assertThat(states(ONE)).containsExactly("pending");
    assertThat(lastOf(ONE).after()).contains("known_exploited");
    assertThat(world.issues.list("draft", null, 10).items()).isEmpty();
    assertThat(run()).isZero();
  }

  @Test
  void knownExploitedIsNeverTakenAlsoBeforeItWasMatchedAgain() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    becomeExploited(ONE);
    long rule = make(RuleAction.COLLECT);
    assertThat(run()).isZero();
    assertThat(rules.find(rule).orElseThrow().seen()).startsWith("0 of 1 cards");
  }

  @Test
  void collectingFillsOneDraftOfTheProject() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    make(RuleAction.COLLECT);
    run();
    suggested(TWO, "zlib", Verdict.UNKNOWN);
    assertThat(run()).isEqualTo(1);

    Issue draft = world.issues.list("draft", null, 10).items().getFirst();
    assertThat(draft.items()).extracting("publicId").containsExactly(ONE, TWO);
    assertThat(world.card(ONE).state()).isEqualTo(Standing.ACCEPTED);
    assertThat(world.aliases.ofProject(world.card(ONE).projectId()))
        .as("nobody has looked: nothing is learned")
        .isEmpty();
  }

  @Test
  void publishedDraftIsNotFilledAnyMore() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    make(RuleAction.COLLECT);
    run();
    world.jdbi.useHandle(handle -> handle.execute("update issue set state = 'published'"));
    suggested(TWO, "zlib", Verdict.AFFECTED);
    run();
    assertThat(world.issues.list("draft", null, 10).items().getFirst().items())
        .extracting("publicId")
        .containsExactly(TWO);
  }

  @Test
  void whatAPersonTouchedIsLeft() {
    QueueCard touched = suggested(ONE, "zlib", Verdict.AFFECTED);
    world.triage.dismiss(
        touched.seen(), new Dismissal(DismissReason.DUPLICATE, null, null), world.bob);
    world.undo.undoLast(world.bob);
    QueueCard open = suggested(TWO, "zlib", Verdict.AFFECTED);
    world.triage.opened(open.id(), world.bob);
    make(RuleAction.SETTLE);
    assertThat(run()).isZero();

    world.clock.advance(Duration.ofMinutes(6));
    assertThat(run()).isEqualTo(1);
    assertThat(states(ONE, TWO)).containsExactly("pending", "ruled");
  }

  @Test
  void personMayDecideWhatARuleSettled() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    make(RuleAction.SETTLE);
    run();
    world.triage.accept(world.card(ONE).seen(), world.bob);
    assertThat(states(ONE)).containsExactly("accepted");
    assertThat(Objects.requireNonNull(world.card(ONE).decision()).rule()).isNull();
  }

  @Test
  void twoNodesTakeEachCardOnce() throws Exception {
    for (int number = 1; number <= 20; number++) {
      suggested("CVE-2026-01%02d".formatted(number), "zlib", Verdict.AFFECTED);
    }
    make(RuleAction.COLLECT);
    Callable<Integer> node = this::run;
    try (var nodes = Executors.newFixedThreadPool(2)) {
      int taken = 0;
      for (Future<Integer> done : nodes.invokeAll(List.of(node, node))) {
        taken += done.get();
      }
      assertThat(taken).isEqualTo(20);
    }
    assertThat(world.cards(QueueTab.ACCEPTED)).hasSize(20);
    assertThat(world.issues.list("draft", null, 10).items())
        .singleElement()
        .extracting(draft -> draft.items().size())
        .isEqualTo(20);
  }
}
