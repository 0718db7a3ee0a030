package org.snowguard.server.github;

import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.web.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class GitHubConfiguration {

  @Bean
  GitHubIssues gitHubIssues(Jdbi jdbi, Transactions transactions, GitHubSettings settings) {
    return new GitHubIssues(jdbi, transactions, settings.repository());
  }
}
