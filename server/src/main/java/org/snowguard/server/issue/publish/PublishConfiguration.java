package org.snowguard.server.issue.publish;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.github.GitHubIssues;
import org.snowguard.server.github.GitHubSettings;
import org.snowguard.server.github.outbox.GitHubOutbox;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.page.IssuePanel;
import org.snowguard.server.issue.refutation.IssueRefutations;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.suggestion.Triage;
import org.snowguard.server.web.Transactions;
import org.snowguard.server.web.WebSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class PublishConfiguration {

  @Bean
  Bodies issueBodies(
      Jdbi jdbi,
      IssueRefutations refutations,
      WebSettings web,
      GitHubSettings gitHub,
      Clock clock) {
    return new Bodies(
        new PublicView(PublicAddress.of(web)),
        new MentionStore(jdbi),
        refutations::isPaused,
        gitHub,
        clock);
  }

  @Bean
  Publications publications(
      Jdbi jdbi,
      Issues issues,
      Bodies bodies,
      GitHubOutbox outbox,
      GitHubIssues gitHubIssues,
      PublicationSettings settings,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    return new Publications(
        issues,
        bodies,
        new PublicationStore(jdbi),
        new MentionStore(jdbi),
        outbox,
        gitHubIssues,
        settings,
        events,
        transactions,
        clock);
  }

  @Bean
  PublishedIssues publishedIssues(
      Jdbi jdbi,
      Issues issues,
      Bodies bodies,
      GitHubOutbox outbox,
      GitHubIssues gitHubIssues,
      Transactions transactions) {
    return new PublishedIssues(
        issues, bodies, new PublicationStore(jdbi), outbox, gitHubIssues, transactions);
  }

  @Bean
  OnGitHub onGitHub(Jdbi jdbi, Issues issues, PublishedIssues published, GitHubOutbox outbox) {
    return new OnGitHub(issues, published, new PublicationStore(jdbi), outbox);
  }

  @Bean
  Job publishedIssuesJob(
      Jdbi jdbi,
      PublishedIssues issues,
      IssueRefutations refutations,
      GitHubOutbox outbox,
      SuggestionChanges changes,
      WebSettings web,
      Transactions transactions,
      Clock clock) {
    MentionDigest digest =
        new MentionDigest(
            new MentionStore(jdbi),
            refutations::isPaused,
            outbox,
            PublicAddress.of(web),
            transactions,
            clock);
    return new PublishedIssuesJob(issues, digest, changes, clock);
  }

  @Bean
  @Order(0)
  IssuePanel gitHubPanel(Jdbi jdbi, GitHubOutbox outbox, GitHubIssues gitHubIssues) {
    return new GitHubPanel(new PublicationStore(jdbi), outbox, gitHubIssues);
  }

  @Bean
  PublishPages publishPages(
      Publications publications,
      PublicationSettings settings,
      GitHubSettings gitHub,
      Triage triage) {
    return new PublishPages(publications, settings, gitHub, triage);
  }
}
