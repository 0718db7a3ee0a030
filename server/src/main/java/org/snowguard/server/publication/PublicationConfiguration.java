package org.snowguard.server.publication;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.remediation.landing.Landings;
import org.snowguard.server.remediation.pull.Fixes;
import org.snowguard.server.remediation.status.Statuses;
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
      Statuses statuses,
      Fixes fixes,
      Projects projects,
      Landings landings,
      Channels channels,
      WebSettings web,
      ExportSettings settings,
      Transactions transactions,
      Clock clock) {
    return new Published(
        jdbi,
        issues,
        statuses,
        channels,
        new ConfirmedFixes(fixes, projects, landings::of),
        Address.of(web),
        settings,
        transactions,
        clock);
  }

  @Bean
  Job publishedJob(Published published, SuggestionChanges changes, Clock clock) {
    return new PublishedJob(published, changes, clock);
  }
}
