package org.snowguard.server.remediation.pull;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.github.GitHubListener;
import org.snowguard.server.github.GitHubSettings;
import org.snowguard.server.github.client.GitHubClient;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.source.Source;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.page.IssuePanel;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.Transactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class PullConfiguration {

  private static final String REPOSITORY = "snowguard.github.repository";

  @Bean
  PullRequests pullRequests(Jdbi jdbi, GitHubSettings settings) {
    return new PullRequests(jdbi, repository(settings));
  }

  @Bean
  Fixes fixes(Jdbi jdbi, GitHubSettings settings) {
    return new Fixes(jdbi, repository(settings));
  }

  @Bean
  FixLinks fixLinks(
      Jdbi jdbi,
      GitHubSettings settings,
      Vulnerabilities vulnerabilities,
      PackageIndex packages,
      Projects projects,
      EventLog events,
      ObjectProvider<FixListener> listeners,
      Clock clock) {
    String repository = repository(settings);
    FixFactsStore facts = new FixFactsStore(jdbi, repository);
    return new FixLinks(
        new FixStore(jdbi, repository),
        new PullStore(jdbi, repository),
        new FixRules(facts, () -> new FixJudge(vulnerabilities, packages, projects)),
        facts,
        events,
        () -> listeners.orderedStream().toList(),
        clock);
  }

  @Bean
  FixDesk fixDesk(
      Jdbi jdbi,
      GitHubSettings settings,
      FixLinks links,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    String repository = repository(settings);
    return new FixDesk(
        new FixStore(jdbi, repository),
        new PullStore(jdbi, repository),
        new FixFactsStore(jdbi, repository),
        links,
        events,
        transactions,
        clock);
  }

  @Bean
  PullSightings pullSightings(
      Jdbi jdbi,
      GitHubSettings settings,
      FixLinks links,
      ObjectProvider<PullListener> listeners,
      Transactions transactions) {
    return new PullSightings(
        new PullStore(jdbi, repository(settings)),
        links,
        () -> listeners.orderedStream().toList(),
        transactions);
  }

  @Bean
  GitHubListener pullWebhooks(PullSightings sightings) {
    return new PullWebhooks(sightings);
  }

  /** GraphQL answers nobody but an App here. */
  @Bean
  @ConditionalOnProperty({REPOSITORY, "snowguard.github.app-id"})
  Source pullSweep(
      GitHubClient client,
      PullSightings sightings,
      BotComments comments,
      Transactions transactions) {
    return new PullSweep(client, sightings, comments, transactions);
  }

  /** Where no repository is named nothing is found, and what changed is forgotten. */
  @Bean
  Job fixRelinking(
      Jdbi jdbi, GitHubSettings settings, FixLinks links, Transactions transactions, Clock clock) {
    return new FixRelinking(
        new FixChangesStore(jdbi, repository(settings)), links, transactions, clock);
  }

  @Bean
  @Order(20)
  IssuePanel fixPanel(Fixes fixes, Issues issues) {
    return new FixPanel(fixes, issues);
  }

  @Bean
  FixPages fixPages(FixDesk desk) {
    return new FixPages(desk);
  }

  /** Without a repository nothing is found, for nothing is stored under no name. */
  private static String repository(GitHubSettings settings) {
    String repository = settings.repository();
    return repository == null ? "" : repository;
  }
}
