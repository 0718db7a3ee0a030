package org.snowguard.server.issue.rule;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.suggestion.Bulk;
import org.snowguard.server.suggestion.RuleTriage;
import org.snowguard.server.web.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RuleConfiguration {

  @Bean
  Rules rules(
      Jdbi jdbi,
      RuleTriage triage,
      Projects projects,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    return rules(new RuleStore(jdbi), jdbi, triage, projects, events, transactions, clock);
  }

  static Rules rules(
      RuleStore store,
      Jdbi jdbi,
      RuleTriage triage,
      Projects projects,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    RuleCardStore cards = new RuleCardStore(jdbi);
    return new Rules(
        store,
        new DryRuns(cards, clock),
        new RuleRun(store, cards, triage, projects, transactions, clock),
        triage,
        events,
        transactions,
        clock);
  }

  @Bean
  Job standingRules(Rules rules, Clock clock) {
    return new RuleJob(rules, clock);
  }

  @Bean
  RulePages rulePages(
      Rules rules,
      Jdbi jdbi,
      Bulk bulk,
      EventLog events,
      Projects projects,
      Accounts accounts,
      Transactions transactions) {
    RuleStore store = new RuleStore(jdbi);
    RuleUndo undo = new RuleUndo(rules, store, bulk, events);
    return new RulePages(rules, store, undo, projects, accounts, transactions);
  }
}
