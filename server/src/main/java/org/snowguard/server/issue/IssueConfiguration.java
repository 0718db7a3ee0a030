package org.snowguard.server.issue;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.suggestion.Drafts;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IssueConfiguration {

  @Bean
  Issues issues(
      Jdbi jdbi, Vulnerabilities vulnerabilities, EventLog events, Transactions transactions) {
    return new Issues(jdbi, vulnerabilities, events, transactions);
  }

  @Bean
  Drafts drafts(Jdbi jdbi, Issues issues, EventLog events, Clock clock) {
    return new IssueDrafts(jdbi, issues, events, clock);
  }
}
