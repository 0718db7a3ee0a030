package org.snowguard.server.issue.rule;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.suggestion.RuleTriage;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Transactions;

/**
 * Standing rules of the security team: tried on the past, made, at work, and ended. Each is made
 * only by somebody who has seen what it would have done.
 */
public final class Rules {

  /** How events name a rule. */
  static final String SUBJECT = "rule";

  private static final int LONGEST_DAYS = 366;
  private static final int LONGEST_WAIT = 90;

  private final RuleStore store;
  private final DryRuns dryRuns;
  private final RuleRun run;
  private final RuleTriage triage;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  Rules(
      RuleStore store,
      DryRuns dryRuns,
      RuleRun run,
      RuleTriage triage,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.dryRuns = dryRuns;
    this.run = run;
    this.triage = triage;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What a rule would have done, without doing anything. */
  DryRun dryRun(RuleDraft draft) {
    return transactions.read(() -> dryRuns.of(draft));
  }

  /**
   * Makes a rule.
   *
   * @param fingerprint of the dry run that its author has seen
   * @throws Conflict if the rule would not do that any more
   */
  long make(RuleDraft draft, String fingerprint, long author) {
    check(draft);
    return transactions.call(
        () -> {
          DryRun dryRun = dryRuns.of(draft);
          if (!dryRun.fingerprint().equals(fingerprint)) {
            throw new Conflict(
                "making a rule",
                draft.project().slug(),
                "it would take other cards than the dry run showed you: look at it again.");
          }
          long id = store.insert(draft, dryRun.words(), author, clock.instant());
          Rule made = store.find(id).orElseThrow();
          events.append(event("rule.made", made, author, facts(made), draft.reason()));
          return id;
        });
  }

  /** Whether what people give besides the condition keeps within its bounds. */
  void check(RuleDraft draft) {
    String trying = "making a rule";
    LocalDate today = today();
    if (draft.reason().isBlank() || draft.reason().length() > 1000) {
      throw new BadInput(
          trying, "reason \"" + draft.reason() + "\"", "say why, in 1 to 1,000 characters.");
    }
    if (!draft.expiresOn().isAfter(today)
        || draft.expiresOn().isAfter(today.plusDays(LONGEST_DAYS))) {
      throw new BadInput(
          trying, "expiry on " + draft.expiresOn(), "give a day after today, at most a year away.");
    }
    Integer wait = draft.waitDays();
    if (wait != null && (wait < 1 || wait > LONGEST_WAIT)) {
      throw new BadInput(
          trying, "a wait of %d days".formatted(wait), "give 1 to %d.".formatted(LONGEST_WAIT));
    }
  }

  /** Ends a rule: it takes no more cards, and what it settled comes back. */
  int end(long id, String reason, long actor) {
    String trying = "ending a rule";
    if (reason.isBlank() || reason.length() > 1000) {
      throw new BadInput(trying, "reason \"" + reason + "\"", "say why.");
    }
    return transactions.call(
        () -> {
          Rule rule =
              store
                  .lock(id)
                  .orElseThrow(() -> new NotFound(trying, "rule " + id, "see the list of rules."));
          if (!rule.isActive()) {
            throw new Conflict(trying, rule.label(), "it was ended already; reload the page.");
          }
          return end(rule, reason.strip(), actor);
        });
  }

  private int end(Rule rule, String reason, @Nullable Long actor) {
    store.end(rule.id(), actor, reason, clock.instant());
    int back =
        triage.giveBack(
            rule.id(), actor == null ? "the rule has expired" : "the rule was ended: " + reason);
    events.append(
        event(
            actor == null ? "rule.expired" : "rule.ended",
            rule,
            actor,
            Map.of("cardsBack", back),
            reason));
    return back;
  }

  /**
   * Lets the rules take their cards and ends those whose day has come. Safe to run at any time, on
   * several nodes.
   *
   * @param progress is told how many cards a rule took so far
   * @return how many cards were taken
   */
  public int run(LongConsumer progress) {
    int taken = 0;
    for (Rule rule : store.active()) {
      if (rule.expiresOn().isAfter(today())) {
        taken += run.run(rule, progress);
      } else {
        transactions.run(
            () ->
                store
                    .lock(rule.id())
                    .filter(Rule::isActive)
                    .ifPresent(due -> end(due, "its day has come", null)));
      }
    }
    return taken;
  }

  public Optional<Rule> find(long id) {
    return store.find(id);
  }

  /** Those that hold first, then the newest. */
  public List<Rule> all() {
    return store.all();
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Map<String, Object> facts(Rule rule) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("does", rule.rule().action().label());
    facts.put("condition", RuleWords.of(rule.rule().condition()));
    facts.put("expires", rule.expiresOn().toString());
    facts.put("dryRun", rule.seen());
    return facts;
  }

  static NewEvent event(
      String kind,
      Rule rule,
      @Nullable Long actor,
      Map<String, Object> after,
      @Nullable String note) {
    return new NewEvent(
        kind,
        SUBJECT,
        rule.id(),
        rule.label(),
        null,
        rule.projectId(),
        actor,
        null,
        after,
        note,
        null);
  }
}
