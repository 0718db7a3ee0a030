package org.snowguard.server.remediation.pull;

import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.github.GitHubSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PullConfiguration {

  @Bean
  PullRequests pullRequests(Jdbi jdbi, GitHubSettings settings) {
    return new PullRequests(jdbi, repository(settings));
  }

  @Bean
  Fixes fixes(Jdbi jdbi, GitHubSettings settings) {
    return new Fixes(jdbi, repository(settings));
  }

  /** Without a repository nothing is found, for nothing is stored under no name. */
  private static String repository(GitHubSettings settings) {
    @Nullable String repository = settings.repository();
    return repository == null ? "" : repository;
  }
}
