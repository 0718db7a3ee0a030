package org.snowguard.server.issue.page;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.ShippedIssues;
import org.snowguard.server.issue.edit.EditingDesk;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageHistory;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.web.Transactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the pages of this feature. */
@Configuration(proxyBeanMethods = false)
class IssuePagesConfiguration {

  @Bean
  ShippedIssues shippedIssues(
      Jdbi jdbi,
      PackageHistory histories,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    return new ShippedIssues(jdbi, histories, events, transactions, clock);
  }

  @Bean
  IssueViews issueViews(
      Issues issues,
      ShippedIssues shipped,
      EditingDesk desk,
      Accounts accounts,
      ObjectProvider<IssuePanel> panels) {
    return new IssueViews(
        issues,
        shipped,
        desk.edits(),
        desk.similar(),
        accounts,
        () -> panels.orderedStream().toList());
  }

  @Bean
  IssuePages issuePages(
      Issues issues,
      IssueViews views,
      EditingDesk desk,
      Accounts accounts,
      Projects projects,
      Channels channels,
      Transactions transactions) {
    return new IssuePages(
        issues, views, desk.discards(), accounts, projects, channels, transactions);
  }

  @Bean
  IssueEditPages issueEditPages(EditingDesk desk, Issues issues, Accounts accounts) {
    return new IssueEditPages(desk.edits(), issues, accounts);
  }

  @Bean
  IssueLifePages issueLifePages(Issues issues, ShippedIssues shipped, EditingDesk desk) {
    return new IssueLifePages(issues, shipped, desk.claims(), desk.discards(), desk.similar());
  }

  @Bean
  NewIssuePages newIssuePages(EditingDesk desk) {
    return new NewIssuePages(desk.making());
  }
}
