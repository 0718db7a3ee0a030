package org.snowguard.server.matching;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.core.match.AlgorithmVersion;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.ingest.Arrivals;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.StartupWork;
import org.snowguard.server.web.Transactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MatchingConfiguration {

  @Bean
  Aliases aliases(
      Jdbi jdbi, EventLog events, Transactions transactions, MatchingWake wake, Clock clock) {
    return new Aliases(jdbi, events, transactions, wake::learn, clock);
  }

  @Bean
  AliasPages aliasPages(Aliases aliases) {
    return new AliasPages(aliases);
  }

  @Bean
  MatchIndexes matchIndexes(
      Channels channels,
      PackageIndex packages,
      Projects projects,
      Aliases aliases,
      Jdbi jdbi,
      Transactions transactions,
      Clock clock) {
    return new MatchIndexes(
        channels,
        packages::load,
        projects,
        aliases,
        new MatchingStore(jdbi, clock),
        transactions,
        AlgorithmVersion.shipped().text());
  }

  @Bean
  MatchingWake matchingWake() {
    return new MatchingWake();
  }

  @Bean
  Arrivals arrivals(MatchingWake wake) {
    return new Arrivals() {
      @Override
      public void recordsArrived() {
        wake.ask();
      }

      @Override
      public void changesCommitted() {
        wake.hint();
      }
    };
  }

  @Bean
  StartupWork matchingWork(MatchingWake wake, MatchingStage stage) {
    return new MatchingWork(wake::await, stage);
  }

  @Bean
  Algorithms algorithms(
      MatchIndexes indexes,
      MatchingSettings settings,
      Jdbi jdbi,
      SuggestionSink sink,
      EventLog events,
      Transactions transactions,
      MatchingWake wake,
      Clock clock) {
    return new Algorithms(
        indexes.algorithm(), settings, jdbi, sink, events, transactions, wake, clock);
  }

  @Bean
  MatchingStage matchingStage(
      Vulnerabilities vulnerabilities,
      MatchIndexes indexes,
      SuggestionSink sink,
      Algorithms algorithms,
      Jdbi jdbi,
      Clock clock,
      ChangeStreams changes,
      Transactions transactions,
      RunningWork running,
      ObjectProvider<MatchMeter> meters) {
    return new MatchingStage(
        vulnerabilities,
        indexes,
        sink,
        MatchingStores.in(jdbi, clock),
        algorithms,
        changes,
        transactions,
        running,
        meters.getIfAvailable(() -> MatchMeter.NONE));
  }
}
