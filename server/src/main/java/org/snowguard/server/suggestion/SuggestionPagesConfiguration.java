package org.snowguard.server.suggestion;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.matching.Algorithms;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the pages of this feature. */
@Configuration(proxyBeanMethods = false)
class SuggestionPagesConfiguration {

  @Bean
  QueuePages queuePages(
      Queue queue,
      Triage triage,
      Drafts drafts,
      Refutations refutations,
      Channels channels,
      AlgorithmChanges algorithm,
      Clock clock) {
    return new QueuePages(
        queue, triage, new CardForms(drafts, refutations, clock), channels, algorithm);
  }

  @Bean
  AlgorithmChanges algorithmChanges(Algorithms algorithms, SuggestionChanges changes, Jdbi jdbi) {
    return new AlgorithmChanges(algorithms, changes, jdbi);
  }

  @Bean
  AlgorithmPages algorithmPages(Algorithms algorithms, AlgorithmChanges changes) {
    return new AlgorithmPages(algorithms, changes);
  }

  @Bean
  SuggestionPages suggestionPages(
      Triage triage, Undo undo, Queue queue, Drafts drafts, Refutations refutations, Clock clock) {
    return new SuggestionPages(triage, undo, queue, new CardForms(drafts, refutations, clock));
  }

  @Bean
  RefutationPages refutationPages(Refutations refutations) {
    return new RefutationPages(refutations);
  }

  @Bean
  ProposalPages proposalPages(
      Proposals proposals, HandLinks links, Vulnerabilities vulnerabilities, Projects projects) {
    return new ProposalPages(proposals, links, vulnerabilities, projects);
  }

  @Bean
  BulkPages bulkPages(Bulk bulk, Queue queue, Clock clock) {
    return new BulkPages(bulk, queue, clock);
  }
}
