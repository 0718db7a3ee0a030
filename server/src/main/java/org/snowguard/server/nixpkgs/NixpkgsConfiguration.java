package org.snowguard.server.nixpkgs;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.web.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class NixpkgsConfiguration {

  /** Its own, so that no setting of the web's JSON changes what is stored. */
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Bean
  Channels channels(Jdbi jdbi, EventLog events, Transactions transactions, Clock clock) {
    return new Channels(
        new SnapshotStore(jdbi),
        new SpanStore(jdbi, JSON),
        new PackageValues(new ValueStore(jdbi), JSON),
        events,
        transactions,
        clock);
  }

  @Bean
  ChannelImport channelImport(Channels channels, ImportRuns runs, RunningWork running) {
    return new ChannelImport(channels, runs, running);
  }

  @Bean
  PackageIndex packageIndex(Jdbi jdbi, Transactions transactions) {
    return new PackageIndex(new SnapshotStore(jdbi), new SpanStore(jdbi, JSON), transactions);
  }

  @Bean
  Projects projects(Jdbi jdbi, EventLog events, Transactions transactions, Clock clock) {
    return new Projects(new ProjectStore(jdbi), events, transactions, clock);
  }
}
