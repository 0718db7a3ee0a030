package org.snowguard.server.issue;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.issue.content.IssueContents;
import org.snowguard.server.issue.content.KeptStatuses;
import org.snowguard.server.suggestion.Drafts;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.Transactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IssueConfiguration {

  @Bean
  IssueContents issueContents(
      Jdbi jdbi,
      Vulnerabilities vulnerabilities,
      ObjectProvider<KeptStatuses> statuses,
      IssueSettings settings,
      Transactions transactions,
      Clock clock) {
    return new IssueContents(
        jdbi,
        vulnerabilities,
        statuses.getIfAvailable(() -> KeptStatuses.NONE),
        settings.urgency(),
        transactions,
        clock);
  }

  @Bean
  Issues issues(
      Jdbi jdbi,
      Vulnerabilities vulnerabilities,
      IssueContents contents,
      EventLog events,
      ObjectProvider<IssueListener> listeners,
      Transactions transactions,
      Clock clock) {
    return new Issues(
        jdbi,
        vulnerabilities,
        contents,
        events,
        () -> listeners.orderedStream().toList(),
        transactions,
        clock);
  }

  @Bean
  Drafts drafts(Jdbi jdbi, Issues issues, EventLog events, Clock clock) {
    return new IssueDrafts(jdbi, issues, events, clock);
  }
}
