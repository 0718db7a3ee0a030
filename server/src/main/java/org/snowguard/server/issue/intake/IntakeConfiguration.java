package org.snowguard.server.issue.intake;

import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.github.GitHubIssues;
import org.snowguard.server.github.GitHubSettings;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.edit.EditingDesk;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.suggestion.Queue;
import org.snowguard.server.suggestion.Triage;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

  @Bean
  IntakePages intakePages(
      Jdbi jdbi,
      GitHubIssues gitHubIssues,
      Issues issues,
      EditingDesk desk,
      Vulnerabilities vulnerabilities,
      PackageIndex packages,
      GitHubSettings gitHub) {
    return new IntakePages(
        new GitHubIntake(
            new LinkStore(jdbi), gitHubIssues, issues, desk, vulnerabilities, packages),
        gitHub.repository());
  }

  @Bean
  IncumbentApi incumbentApi(
      Accounts accounts,
      Vulnerabilities vulnerabilities,
      Queue queue,
      Triage triage,
      Issues issues,
      EditingDesk desk) {
    return new IncumbentApi(
        new IncumbentImport(accounts, vulnerabilities, queue, triage, issues, desk));
  }
}
