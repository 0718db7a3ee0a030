package org.snowguard.server.activity;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ActivityConfiguration {

  @Bean
  EventLog eventLog(Jdbi jdbi, JsonMapper json, Clock clock) {
    return new EventLog(new EventStore(jdbi, json), clock);
  }
}
