package org.snowguard.server.github.outbox;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.github.GitHubReader;
import org.snowguard.server.github.GitHubSettings;
import org.snowguard.server.github.client.GitHubClient;
import org.snowguard.server.github.client.Limits;
import org.snowguard.server.github.client.Pause;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.source.Backoff;
import org.snowguard.server.web.Transactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

  @Bean
  GitHubOutbox gitHubOutbox(Jdbi jdbi, GitHubSettings settings, Clock clock) {
    return new GitHubOutbox(jdbi, settings.effectiveMode(), settings.repository(), clock);
  }

  @Bean
  OutboxPages outboxPages(
      GitHubOutbox outbox,
      Jdbi jdbi,
      GitHubSettings settings,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    return new OutboxPages(
        outbox,
        new OutboxStore(jdbi, settings.repository()),
        settings,
        events,
        transactions,
        clock);
  }

  @Bean
  @ConditionalOnProperty("snowguard.github.repository")
  Job gitHubDelivery(
      GitHubSettings settings,
      GitHubClient client,
      GitHubReader reader,
      Limits limits,
      ObjectProvider<DeliveryListener> listeners,
      Jdbi jdbi,
      Transactions transactions,
      EventLog events,
      Pause pause,
      Clock clock) {
    DeliveryStore store = new DeliveryStore(jdbi, client.repository());
    Deliverer deliverer =
        new Deliverer(
            store,
            transactions,
            client,
            limits,
            listeners.orderedStream().toList(),
            events,
            new Backoff(RandomGenerator.getDefault(), null),
            clock);
    return new DeliveryJob(
        settings.effectiveMode(),
        store,
        new DeliveryLockStore(jdbi),
        deliverer,
        reader,
        pause,
        clock);
  }
}
