package org.snowguard.server.issue;

import org.snowguard.server.account.Accounts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the pages of this feature. */
@Configuration(proxyBeanMethods = false)
class IssuePagesConfiguration {

  @Bean
  IssuePages issuePages(Issues issues, Accounts accounts) {
    return new IssuePages(issues, accounts);
  }
}
