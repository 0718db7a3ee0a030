package org.snowguard.server.nixpkgs;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.account.MaintainerLookup;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.web.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NixpkgsConfiguration {

  @Bean
  Channels channels(Jdbi jdbi, EventLog events, Transactions transactions, Clock clock) {
    return new Channels(jdbi, events, transactions, clock);
  }

  @Bean
  ChannelRegistry channelRegistry(
      Jdbi jdbi, EventLog events, Transactions transactions, Clock clock) {
    return new ChannelRegistry(jdbi, events, transactions, clock);
  }

  @Bean
  ChannelImport channelImport(Channels channels, ImportRuns runs, RunningWork running) {
    return new ChannelImport(channels, runs, running);
  }

  @Bean
  PackageIndex packageIndex(Jdbi jdbi, Transactions transactions) {
    return new PackageIndex(jdbi, transactions);
  }

  @Bean
  PackageHistory packageHistory(Jdbi jdbi, Transactions transactions) {
    return new PackageHistory(jdbi, transactions);
  }

  @Bean
  MaintainerLookup maintainerLookup(Jdbi jdbi) {
    MaintainerStore store = new MaintainerStore(jdbi);
    return store::maintaining;
  }

  @Bean
  Projects projects(Jdbi jdbi, EventLog events, Transactions transactions, Clock clock) {
    return new Projects(jdbi, events, transactions, clock);
  }
}
