package org.snowguard.server.activity;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ActivityConfiguration {

  @Bean
  EventLog eventLog(Jdbi jdbi, Clock clock) {
    return new EventLog(jdbi, clock);
  }
}
