package org.snowguard.server.issue.edit;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.nixpkgs.PackageHistory;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.Transactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IssueEditConfiguration {

  @Bean
  EditingDesk issueEditing(
      Jdbi jdbi,
      Issues issues,
      Vulnerabilities vulnerabilities,
      Projects projects,
      PackageHistory packages,
      Accounts accounts,
      EventLog events,
      ObjectProvider<IssueListener> listeners,
      Transactions transactions,
      Clock clock) {
    return new EditingDesk(
        jdbi,
        issues,
        vulnerabilities,
        projects,
        packages,
        accounts,
        events,
        () -> listeners.orderedStream().toList(),
        transactions,
        clock);
  }
}
