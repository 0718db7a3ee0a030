package org.snowguard.server.issue.rule;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.snowguard.core.rule.RuleOutcome;
import org.snowguard.server.issue.rule.RuleCardStore.StoredCard;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.suggestion.Acted;
import org.snowguard.server.suggestion.RuleTriage;
import org.snowguard.server.web.Transactions;

/**
 * Lets the rules that hold take what is theirs. Each card is one transaction that begins by locking
 * the rule and then the card, so that two nodes, or a node and a person, never both act on it.
 */
final class RuleRun {

  /** A card that somebody looks at right now is left to him. */
  private static final Duration LOOKED_AT = Duration.ofMinutes(5);

  private final RuleStore store;
  private final RuleCardStore cards;
  private final RuleTriage triage;
  private final Projects projects;
  private final Transactions transactions;
  private final Clock clock;

  RuleRun(
      RuleStore store,
      RuleCardStore cards,
      RuleTriage triage,
      Projects projects,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.cards = cards;
    this.triage = triage;
    this.projects = projects;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Takes every card of a rule's project that the rule takes.
   *
   * @param progress is told how many were taken so far
   * @return how many were taken
   */
  int run(Rule rule, LongConsumer progress) {
    int taken = 0;
    // Clustering may have put its packages into another project since.
    Optional<Project> project = projects.find(rule.project());
    if (project.isEmpty()) {
      return taken;
    }
    // All are read before the first is taken: each is taken in a transaction of its own.
    List<StoredCard> untouched = new ArrayList<>();
    cards.untouched(project.get().id(), clock.instant().minus(LOOKED_AT), untouched::add);
    for (StoredCard card : untouched) {
      if (rule.rule().decide(card.card()) instanceof RuleOutcome.Takes takes
          && transactions.call(() -> take(rule.id(), project.get().id(), takes, card))) {
        taken++;
        progress.accept(taken);
      }
    }
    return taken;
  }

  private boolean take(long id, long projectId, RuleOutcome.Takes takes, StoredCard card) {
    // Whoever ends the rule waits for this card, and the next card finds it ended.
    Optional<Rule> rule = store.lock(id).filter(Rule::isActive);
    if (rule.isEmpty()) {
      return false;
    }
    Optional<Acted> acted = act(rule.get(), projectId, takes, card);
    acted.ifPresent(
        done -> store.applied(id, done.suggestionId(), done.eventId(), clock.instant()));
    return acted.isPresent();
  }

  private Optional<Acted> act(Rule rule, long projectId, RuleOutcome.Takes takes, StoredCard card) {
    RuleTriage.Acting acting = new RuleTriage.Acting(rule.id(), rule.author(), rule.reason());
    return switch (takes.action()) {
      case SETTLE -> triage.settle(card.seen(), acting, until(rule));
      case COLLECT -> {
        Long rolling = store.lockRollingDraft(projectId).orElse(null);
        Optional<Acted> acted = triage.collect(card.seen(), acting, rolling);
        acted.map(Acted::draft).ifPresent(draft -> store.roll(projectId, draft.issueId()));
        yield acted;
      }
    };
  }

  /** A card waits only as long as somebody stands behind the rule. */
  private LocalDate until(Rule rule) {
    LocalDate day =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
            .plusDays(Objects.requireNonNull(rule.waitDays()));
    return day.isBefore(rule.expiresOn()) ? day : rule.expiresOn();
  }
}
