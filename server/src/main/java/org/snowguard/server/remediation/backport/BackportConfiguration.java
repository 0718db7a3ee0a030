package org.snowguard.server.remediation.backport;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.github.GitHubSettings;
import org.snowguard.server.github.outbox.GitHubOutbox;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.issue.page.IssuePanel;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.remediation.git.ScratchClone;
import org.snowguard.server.remediation.landing.Landings;
import org.snowguard.server.remediation.pull.PullListener;
import org.snowguard.server.remediation.pull.PullRequests;
import org.snowguard.server.suggestion.Refutations;
import org.snowguard.server.web.Transactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class BackportConfiguration {

  @Bean
  BackportStore backportStore(Jdbi jdbi, GitHubSettings settings) {
    String repository = settings.repository();
    return new BackportStore(jdbi, repository == null ? "" : repository);
  }

  @Bean
  TrialStore trialStore(Jdbi jdbi, GitHubSettings settings) {
    String repository = settings.repository();
    return new TrialStore(jdbi, repository == null ? "" : repository);
  }

  @Bean
  Backports backports(
      BackportStore store,
      TrialStore trials,
      PullRequests pulls,
      Landings landings,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    return new Backports(store, trials, pulls, landings::reach, events, transactions, clock);
  }

  @Bean
  BackportPages backportPages(Backports backports, Projects projects, Refutations maintained) {
    return new BackportPages(backports, projects, maintained);
  }

  @Bean
  @Order(21)
  IssuePanel backportPanel(Backports backports) {
    return new BackportPanel(backports);
  }

  /** It hears webhooks and the sweep alike. */
  @Bean
  BackportComments backportComments(
      BackportStore store, ObjectProvider<BackportListener> listeners) {
    return new BackportComments(store, () -> listeners.orderedStream().toList());
  }

  @Bean
  PullListener removedLabels(BackportStore store, Clock clock) {
    return new RemovedLabels(store, clock);
  }

  @Bean
  @ConditionalOnProperty("snowguard.github.repository")
  Job backportLabels(
      Backports backports,
      GitHubOutbox outbox,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    return new BackportLabels(backports, outbox, events, transactions, clock);
  }

  /** None where there is no clone to try on. */
  @Bean
  @Nullable Job backportTrials(
      Backports backports, TrialStore trials, ObjectProvider<ScratchClone> scratch, Clock clock) {
    ScratchClone clone = scratch.getIfAvailable();
    return clone == null ? null : new BackportTrials(backports, trials, clone::tryPick, clock);
  }
}
