package org.snowguard.server.issue.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.rule.RuleAction;
import org.snowguard.core.rule.RuleCondition;
import org.snowguard.core.rule.StandingRule;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.Event;
import org.snowguard.server.suggestion.QueueCard;
import org.snowguard.server.suggestion.TriageWorld;

/** Cards of projects that standing rules take. */
abstract class RuleWorld {

  static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  static final LocalDate EXPIRY = TODAY.plusDays(60);
  static final String ONE = "CVE-2026-0001";
  static final String TWO = "CVE-2026-0002";

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  TriageWorld world;
  Rules rules;

  @BeforeEach
  void arrange() {
    world = new TriageWorld(database);
    world.shipTwoProjects();
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

  QueueCard suggested(String id, String project, Verdict verdict) {
    return suggested(id, project, verdict, "2026-10-01");
  }

  QueueCard suggested(String id, String project, Verdict verdict, String published) {
    world.take(record(id, published), world.suggest(id, project, 0.99, verdict));
    return world.card(id);
  }

  VulnerabilityRecord record(String id, String published) {
    return world.record(id, "A flaw", json -> json.replace("2024-05-01", published));
  }

  RuleDraft draft(RuleAction action, @Nullable Double maxScore) {
    RuleCondition condition =
        new RuleCondition(null, maxScore, Set.of(), Set.of(), Set.of(), Set.of(), false);
    return new RuleDraft(
        world.projects.find("zlib").orElseThrow(),
        new StandingRule(condition, action),
        action == RuleAction.SETTLE ? 30 : null,
        "too many of them",
        EXPIRY);
  }

  long make(RuleAction action) {
    RuleDraft draft = draft(action, null);
    return rules.make(draft, rules.dryRun(draft).fingerprint(), world.alice);
  }

  int run() {
    return rules.run(taken -> {});
  }

  List<String> states(String... ids) {
    return List.of(ids).stream().map(id -> world.card(id).state().text()).toList();
  }

  Event lastOf(String id) {
    return world.eventsOf(world.card(id)).getFirst();
  }
}
