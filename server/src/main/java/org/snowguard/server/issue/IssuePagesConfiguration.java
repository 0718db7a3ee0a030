package org.snowguard.server.issue;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.nixpkgs.PackageHistory;
import org.snowguard.server.web.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the pages of this feature. */
@Configuration(proxyBeanMethods = false)
class IssuePagesConfiguration {

  @Bean
  ShippedIssues shippedIssues(
      Jdbi jdbi,
      PackageHistory histories,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    return new ShippedIssues(jdbi, histories, events, transactions, clock);
  }

  @Bean
  IssuePages issuePages(Issues issues, ShippedIssues shipped, Accounts accounts) {
    return new IssuePages(issues, shipped, accounts);
  }
}
