package org.snowguard.server.github;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.account.github.GitHubTeams;
import org.snowguard.server.github.client.GitHubClient;
import org.snowguard.server.github.client.Limits;
import org.snowguard.server.github.client.Pause;
import org.snowguard.server.ingest.SourcesSettings;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.source.Source;
import org.snowguard.server.web.OwnProof;
import org.snowguard.server.web.Transactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class GitHubConfiguration {

  private static final String REPOSITORY = "snowguard.github.repository";

  @Bean
  GitHubIssues gitHubIssues(Jdbi jdbi, Transactions transactions, GitHubSettings settings) {
    return new GitHubIssues(jdbi, transactions, settings.repository());
  }

  @Bean
  Limits gitHubLimits(Jdbi jdbi, Transactions transactions, Clock clock) {
    return new Limits(jdbi, transactions, clock);
  }

  @Bean
  Pause pause(Clock clock) {
    return Pause.on(clock);
  }

  @Bean
  @ConditionalOnProperty(REPOSITORY)
  GitHubClient gitHubClient(
      GitHubSettings settings, SourcesSettings sources, Limits limits, Pause pause, Clock clock) {
    return new GitHubClient(
        new GitHubClient.Address(
            settings.api(),
            settings.requireRepository(),
            settings.appId(),
            settings.keyOfApp(),
            sources.userAgent(),
            sources.proxy()),
        limits,
        pause,
        clock);
  }

  @Bean
  GitHubReader gitHubReader(GitHubSettings settings, ObjectProvider<GitHubClient> client) {
    GitHubClient connected = client.getIfAvailable();
    String owner = settings.owner();
    return connected == null || owner == null ? new NoReader() : new ApiReader(connected, owner);
  }

  @Bean
  GitHubListener teamsFollow(GitHubTeams teams) {
    return new TeamsFollow(teams);
  }

  /** Only an App reads members, and only signing in learns which number a team has. */
  @Bean
  @ConditionalOnProperty({
    REPOSITORY,
    "snowguard.github.app-id",
    "snowguard.github.oauth-client-id"
  })
  Job teamsCheck(GitHubTeams teams, GitHubReader reader, GitHubSettings settings, Clock clock) {
    String owner = settings.owner();
    return new TeamsCheck(teams, reader, owner == null ? "" : owner, clock);
  }

  @Bean
  Sightings sightings(
      Jdbi jdbi,
      Transactions transactions,
      ObjectProvider<GitHubListener> listeners,
      GitHubSettings settings) {
    String repository = settings.repository();
    return new Sightings(
        jdbi,
        transactions,
        listeners.orderedStream().toList(),
        repository == null ? "" : repository);
  }

  @Bean
  @ConditionalOnProperty(REPOSITORY)
  Source gitHubSweep(
      GitHubClient client,
      Limits limits,
      Sightings sightings,
      Transactions transactions,
      GitHubSettings settings) {
    return new GitHubSweep(client, limits, sightings, transactions, settings.securityLabel());
  }

  @Bean
  Webhooks webhooks(
      GitHubSettings settings,
      Sightings sightings,
      Jdbi jdbi,
      Transactions transactions,
      Clock clock) {
    return new Webhooks(
        settings.secretOfWebhooks(), settings.repository(), sightings, jdbi, transactions, clock);
  }

  @Bean
  OwnProof webhooksAreSigned() {
    return new OwnProof(WebhookApi.PATH, "GitHub's signature over the body");
  }

  @Bean
  WebhookApi webhookApi(Webhooks webhooks) {
    return new WebhookApi(webhooks);
  }
}
