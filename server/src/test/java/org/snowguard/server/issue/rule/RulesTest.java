package org.snowguard.server.issue.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.rule.RuleAction;
import org.snowguard.core.rule.RuleCondition;
import org.snowguard.core.rule.RuleOutcome;
import org.snowguard.core.rule.StandingRule;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.issue.Issue;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.Dismissal;
import org.snowguard.server.suggestion.QueueCard;
import org.snowguard.server.suggestion.QueueFilter;
import org.snowguard.server.suggestion.QueueTab;
import org.snowguard.server.suggestion.Standing;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.Page;

class RulesTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final LocalDate EXPIRY = TODAY.plusDays(60);
  private static final String ONE = "CVE-2026-0001";
  private static final String TWO = "CVE-2026-0002";

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private TriageWorld world;
  private Rules rules;

  @BeforeEach
  void arrange() {
    world = new TriageWorld(database);
    world.ship(
        TriageWorld.UNSTABLE,
        Packages.of("zlib 1.3"),
        Packages.of("zlib_old 1.2"),
        Packages.of("curl 8.9"));
    world.group("zlib", "zlib", "zlib_old");
    world.index();
    rules =
        RuleConfiguration.rules(
            new RuleStore(world.jdbi),
            world.jdbi,
            world.byRule,
            world.projects,
            world.events,
            world.transactions,
            world.clock);
  }

  private QueueCard suggested(String id, String project, Verdict verdict) {
    return suggested(id, project, verdict, "2026-10-01");
  }

  private QueueCard suggested(String id, String project, Verdict verdict, String published) {
    world.take(record(id, published), world.suggest(id, project, 0.99, verdict));
    return world.card(id);
  }

  private VulnerabilityRecord record(String id, String published) {
    return world.record(id, "A flaw", json -> json.replace("2024-05-01", published));
  }

  private RuleDraft draft(RuleAction action, @Nullable Double maxScore) {
    RuleCondition condition =
        new RuleCondition(null, maxScore, Set.of(), Set.of(), Set.of(), Set.of(), false);
    return new RuleDraft(
        world.projects.find("zlib").orElseThrow(),
        new StandingRule(condition, action),
        action == RuleAction.SETTLE ? 30 : null,
        "too many of them",
        EXPIRY);
  }

  private long make(RuleAction action) {
    RuleDraft draft = draft(action, null);
    return rules.make(draft, rules.dryRun(draft).fingerprint(), world.alice);
  }

  private int run() {
    return rules.run(taken -> {});
  }

  private void becomeExploited(String id) {
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                "update vulnerability set known_exploited_since = '2026-11-19' where public_id = ?",
                id));
  }

  private List<String> states(String... ids) {
    return List.of(ids).stream().map(id -> world.card(id).state().text()).toList();
  }

  private Event lastOf(String id) {
    return world.eventsOf(world.card(id)).getFirst();
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

  @Test
  void dryRunComparesWithWhatPeopleDecidedAndTouchesNothing() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    world.triage.dismiss(
        world.card(ONE).seen(), new Dismissal(DismissReason.DUPLICATE, null, null), world.bob);
    suggested(TWO, "zlib", Verdict.AFFECTED);
    suggested("CVE-2026-0003", "zlib", Verdict.UNKNOWN);
    suggested("CVE-2026-0004", "zlib", Verdict.AFFECTED, "2026-01-01");
    suggested("CVE-2026-0005", "zlib", Verdict.AFFECTED);
    world.firstImportDone(); // until then movements of cards are no news
    world.take(
        record("CVE-2026-0005", "2026-10-01"),
        world.suggest("CVE-2026-0005", "zlib", 0.99, Verdict.NOT_AFFECTED));

    DryRun dryRun = rules.dryRun(draft(RuleAction.SETTLE, null));

    assertThat(dryRun.words())
        .isEqualTo(
            "2 of 3 cards that waited then; of 4 published since 2026-08-22 it would have taken 3"
                + " (1 dismissed, 1 pending, 1 settled)");
    assertThat(dryRun.past().left())
        .containsExactly(Map.entry(RuleOutcome.Because.NO_FIXED_VERSION, 1));
    assertThat(dryRun.now().left())
        .containsExactly(Map.entry(RuleOutcome.Because.NO_FIXED_VERSION, 1));
    assertThat(dryRun.now().sample())
        .as("those that wait now, the old one among them")
        .extracting(DryRun.Line::publicId)
        .containsExactly(TWO, "CVE-2026-0004");
    assertThat(states(TWO)).containsExactly("pending");
    assertThat(rules.all()).isEmpty();
  }

  /**
   * Linux has some thousand cards in ninety days; this is many times as much, and the database has
   * not counted them yet, as after a large import: what joins each card to all ends never.
   */
  @Timeout(60)
  @Test
  void dryRunLooksAtEveryCardOfNinetyDaysAndKeepsASample() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    int copies = 20_000;
    copy(copies);
    RuleDraft draft = draft(RuleAction.SETTLE, null);

    DryRun dryRun = rules.dryRun(draft);

    for (DryRun.Part part : List.of(dryRun.past(), dryRun.now())) {
      assertThat(part.cards()).isEqualTo(copies + 1);
      assertThat(part.taken()).isEqualTo(copies + 1);
      assertThat(part.sample()).hasSize(DryRun.SAMPLE);
      assertThat(part.more()).isEqualTo(copies + 1 - DryRun.SAMPLE);
    }
    assertThat(rules.dryRun(draft).fingerprint()).isEqualTo(dryRun.fingerprint());
    world.jdbi.useHandle(
        handle ->
            handle.execute("update suggestion set known_exploited = true where id % 20000 = 7"));
    assertThat(rules.dryRun(draft).fingerprint()).isNotEqualTo(dryRun.fingerprint());
  }

  /** The one card that there is, so many times again. */
  private void copy(int copies) {
    world.jdbi.useTransaction(
        handle -> {
          handle.execute(
              """
              insert into vulnerability (public_id, state, description, published_at, first_seen_at,
                substance_changed_at, change)
              select 'CVE-2026-' || 100000 + n, state, description, published_at, first_seen_at,
                substance_changed_at, change
              from vulnerability, generate_series(1, ?) n
              """,
              copies);
          handle.execute(
              """
              insert into suggestion (vulnerability_id, project_id, state, placement, tier,
                probability, algorithm, attributes, machine_digest, machine_changed_at, since, score,
                severity, rank, created_at)
              select vulnerability.id, project_id, suggestion.state, placement, tier, probability,
                algorithm, attributes, machine_digest, machine_changed_at, since, score,
                suggestion.severity, rank, created_at
              from suggestion, vulnerability where vulnerability.id <> suggestion.vulnerability_id
              """);
          handle.execute(
              """
              insert into suggestion_verdict
              select (jsonb_populate_record(stated,
                jsonb_build_object('suggestion_id', suggestion.id))).*
              from suggestion_verdict stated, suggestion
              where suggestion.id <> stated.suggestion_id
              """);
        });
  }

  @Test
  void ruleIsMadeOnlyOnTheDryRunThatWasSeen() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    RuleDraft draft = draft(RuleAction.SETTLE, 9.9);
    String seen = rules.dryRun(draft).fingerprint();
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> rules.make(draft(RuleAction.SETTLE, 9.8), seen, world.alice));
    suggested(TWO, "zlib", Verdict.AFFECTED);
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> rules.make(draft, seen, world.alice))
        .withMessageContaining("look at it again");
    assertThat(rules.all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20, 30, why",
    "2028-01-01, 30, why",
    "2027-01-01, 0, why",
    "2027-01-01, 91, why",
    "2027-01-01, 30, ' '"
  })
  void boundsOfARuleAreKept(LocalDate expires, int wait, String reason) {
    RuleDraft good = draft(RuleAction.SETTLE, null);
    RuleDraft bad = new RuleDraft(good.project(), good.rule(), wait, reason, expires);
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> rules.make(bad, rules.dryRun(bad).fingerprint(), world.alice));
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
