package org.snowguard.server.publication;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.web.Transactions;
import org.snowguard.server.web.WebSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires this feature. */
@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {

  @Bean
  Published published(
      Jdbi jdbi,
      Issues issues,
      Channels channels,
      WebSettings web,
      ExportSettings settings,
      Transactions transactions,
      Clock clock) {
    FixCommits none = issue -> Map.<String, List<String>>of();
    return new Published(
        jdbi, issues, channels, none, Address.of(web), settings, transactions, clock);
  }

  @Bean
  Job publishedJob(Published published, SuggestionChanges changes, Clock clock) {
    return new PublishedJob(published, changes, clock);
  }
}
