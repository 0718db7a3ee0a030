package org.snowguard.server.github.outbox;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

  @Bean
  GitHubOutbox gitHubOutbox(Jdbi jdbi, Clock clock) {
    return new GitHubOutbox(jdbi, clock);
  }
}
