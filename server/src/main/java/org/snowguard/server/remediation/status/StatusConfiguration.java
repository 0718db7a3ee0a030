package org.snowguard.server.remediation.status;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.page.IssuePanel;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.remediation.backport.BackportListener;
import org.snowguard.server.remediation.backport.Backports;
import org.snowguard.server.remediation.landing.LandingListener;
import org.snowguard.server.remediation.landing.Landings;
import org.snowguard.server.remediation.pull.FixListener;
import org.snowguard.server.remediation.pull.Fixes;
import org.snowguard.server.suggestion.EarlierVersions;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.web.Transactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class StatusConfiguration {

  @Bean
  Statuses statuses(Jdbi jdbi, Transactions transactions) {
    return new Statuses(jdbi, transactions);
  }

  @Bean
  StatusKeeping statusKeeping(
      Jdbi jdbi,
      Issues issues,
      EarlierVersions earlier,
      Fixes fixes,
      Landings landings,
      Backports backports,
      ObjectProvider<StatusListener> listeners,
      Transactions transactions,
      Clock clock) {
    return new StatusKeeping(
        issues,
        new StatusStore(jdbi),
        new GroundStore(jdbi),
        earlier,
        () -> new TracedFixes(fixes, landings::of, backports::failedReleases),
        () -> listeners.orderedStream().toList(),
        transactions,
        clock);
  }

  @Bean
  LandingListener statusOfLandings(Jdbi jdbi) {
    DueStore due = new DueStore(jdbi);
    return (ref, from, to, landed, left) -> due.noteAdvance();
  }

  @Bean
  BackportListener statusOfBackports(Jdbi jdbi) {
    DueStore due = new DueStore(jdbi);
    return (number, branch) -> due.noteFailure(number);
  }

  @Bean
  FixListener statusOfFixes(Jdbi jdbi, StatusKeeping keeping) {
    StatusStore store = new StatusStore(jdbi);
    return places ->
        keeping.keep(
            places.stream()
                .flatMap(place -> store.issuesOf(place.vulnerability(), place.project()).stream())
                .toList());
  }

  @Bean
  StatusRound statusRound(Jdbi jdbi, StatusKeeping keeping, Transactions transactions) {
    return new StatusRound(keeping, new StatusStore(jdbi), new DueStore(jdbi), transactions);
  }

  /** Before others, who read where an issue is open. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  IssueListener statusFollower(StatusKeeping keeping) {
    return new StatusFollower(keeping);
  }

  @Bean
  Job statusJob(StatusRound round, SuggestionChanges changes, Clock clock) {
    return new StatusJob(round, changes, clock);
  }

  @Bean
  @Order(10)
  IssuePanel statusPanel(Statuses statuses) {
    return new StatusPanel(statuses);
  }

  @Bean
  WorkListPages workListPages(Statuses statuses, Channels channels, SuggestionChanges changes) {
    return new WorkListPages(statuses, channels, changes);
  }
}
