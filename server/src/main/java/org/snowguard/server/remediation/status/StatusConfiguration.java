package org.snowguard.server.remediation.status;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.web.Transactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class StatusConfiguration {

  @Bean
  Statuses statuses(Jdbi jdbi, Transactions transactions) {
    return new Statuses(jdbi, transactions);
  }

  @Bean
  StatusKeeping statusKeeping(
      Jdbi jdbi,
      Issues issues,
      ObjectProvider<StatusListener> listeners,
      Transactions transactions,
      Clock clock) {
    return new StatusKeeping(
        issues,
        new StatusStore(jdbi),
        new GroundStore(jdbi),
        Remedies.NONE,
        () -> listeners.orderedStream().toList(),
        transactions,
        clock);
  }

  /** Before others, who read where an issue is open. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  IssueListener statusFollower(StatusKeeping keeping) {
    return new StatusFollower(keeping);
  }

  @Bean
  Job statusJob(Jdbi jdbi, StatusKeeping keeping, SuggestionChanges changes, Clock clock) {
    return new StatusJob(new StatusRound(keeping, new StatusStore(jdbi)), changes, clock);
  }
}
