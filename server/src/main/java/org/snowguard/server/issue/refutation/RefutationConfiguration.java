package org.snowguard.server.issue.refutation;

import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.edit.EditingDesk;
import org.snowguard.server.issue.page.IssuePanel;
import org.snowguard.server.suggestion.Refutations;
import org.snowguard.server.web.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class RefutationConfiguration {

  @Bean
  IssueRefutations issueRefutations(
      Refutations refutations, Issues issues, EditingDesk desk, Transactions transactions) {
    return new IssueRefutations(refutations, issues, desk.edits(), transactions);
  }

  @Bean
  IssueListener overtakenRefutations(Refutations refutations) {
    return new OvertakenRefutations(refutations);
  }

  @Bean
  @Order(10)
  IssuePanel refutationPanel(IssueRefutations refutations) {
    return new RefutationPanel(refutations);
  }

  @Bean
  IssueRefutationPages issueRefutationPages(IssueRefutations refutations) {
    return new IssueRefutationPages(refutations);
  }
}
