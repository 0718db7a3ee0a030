package org.snowguard.server.ingest;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.web.StartupWork;
import org.snowguard.server.web.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

  @Bean
  ChangeStreams changeStreams(Jdbi jdbi) {
    return new ChangeStreams(jdbi);
  }

  @Bean
  StartupWork changeListener(Jdbi jdbi, Arrivals arrivals) {
    return new ChangeListener(jdbi, arrivals);
  }

  @Bean
  ImportRuns importRuns(Jdbi jdbi, Transactions transactions, Clock clock) {
    return new ImportRuns(jdbi, transactions, clock);
  }

  @Bean
  RunningWork runningWork(Clock clock) {
    return new RunningWork(clock, new TerminalProgress());
  }
}
