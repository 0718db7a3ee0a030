package org.snowguard.server.metrics;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.issue.IssueSettings;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.web.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

  @Bean
  DwellTimes dwellTimes(Jdbi jdbi, Transactions transactions, Clock clock) {
    return new DwellTimes(jdbi, transactions, clock);
  }

  @Bean
  MetricsPages metricsPages(
      Jdbi jdbi,
      DwellTimes dwellTimes,
      SuggestionChanges changes,
      IssueSettings issues,
      Transactions transactions,
      Clock clock) {
    return new MetricsPages(
        dwellTimes, new Overdue(jdbi, changes, issues.urgency(), transactions, clock), clock);
  }

  @Bean
  DwellPages dwellPages(DwellTimes dwellTimes, Channels channels) {
    return new DwellPages(dwellTimes, channels);
  }
}
