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
import org.snowguard.server.suggestion.SuggestionChanges;
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
    return new BackportStore(jdbi, repository(settings));
  }

  @Bean
  TrialStore trialStore(Jdbi jdbi, GitHubSettings settings) {
    return new TrialStore(jdbi, repository(settings));
  }

  /** Without a repository nothing is found, for nothing is stored under no name. */
  private static String repository(GitHubSettings settings) {
    String repository = settings.repository();
    return repository == null ? "" : repository;
  }

  @Bean
  Backports backports(
      Jdbi jdbi,
      GitHubSettings settings,
      BackportStore store,
      TrialStore trials,
      PullRequests pulls,
      Landings landings,
      Transactions transactions) {
    return new Backports(
        store,
        trials,
        new PolicyStore(jdbi),
        pulls,
        landings::reach,
        new BackportCommand(address(settings)),
        transactions);
  }

  private static String address(GitHubSettings settings) {
    String web = settings.web().toString().replaceFirst("/+$", "");
    return "%s/%s.git".formatted(web, repository(settings));
  }

  @Bean
  BackportPages backportPages(
      Jdbi jdbi,
      Backports backports,
      Projects projects,
      Refutations maintained,
      SuggestionChanges changes,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    BackportPolicies policies =
        new BackportPolicies(new PolicyStore(jdbi), events, transactions, clock);
    return new BackportPages(backports, policies, projects, maintained, changes);
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
