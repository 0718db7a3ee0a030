package org.snowguard.server.browse;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.browse.answer.Answering;
import org.snowguard.server.browse.answer.OpenIssues;
import org.snowguard.server.evaluation.Evaluations;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.ingest.job.Jobs;
import org.snowguard.server.ingest.source.Sources;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.matching.Aliases;
import org.snowguard.server.matching.MatchIndexes;
import org.snowguard.server.nixpkgs.ChannelRegistry;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageHistory;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.remediation.landing.Landings;
import org.snowguard.server.remediation.status.Statuses;
import org.snowguard.server.suggestion.Queue;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires this feature. */
@Configuration(proxyBeanMethods = false)
class BrowseConfiguration {

  /** Its own, so that no setting of the web's JSON changes how stored values are read. */
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Bean
  EventLines eventLines(Accounts accounts) {
    return new EventLines(accounts, JSON);
  }

  @Bean
  ChannelSummaries channelSummaries(Channels channels, Jdbi jdbi, SuggestionChanges changes) {
    return new ChannelSummaries(channels, new OverviewStore(jdbi), changes);
  }

  @Bean
  HomePages homePages(
      Vulnerabilities vulnerabilities,
      Jdbi jdbi,
      ChannelSummaries summaries,
      SuggestionChanges changes,
      RunningWork running) {
    return new HomePages(vulnerabilities, new OverviewStore(jdbi), summaries, changes, running);
  }

  @Bean
  VulnerabilityPages vulnerabilityPages(
      Vulnerabilities vulnerabilities,
      Jdbi jdbi,
      EventLog events,
      EventLines lines,
      Accounts accounts,
      Statuses statuses) {
    return new VulnerabilityPages(
        vulnerabilities,
        new LinkStore(jdbi, JSON),
        new DisputeStore(jdbi),
        events,
        lines,
        accounts,
        statuses,
        new Answering(jdbi));
  }

  @Bean
  ProjectPages projectPages(
      Projects projects,
      PackageIndex packages,
      Vulnerabilities vulnerabilities,
      Jdbi jdbi,
      Aliases aliases,
      Accounts accounts,
      Queue queue,
      EventLog events,
      EventLines lines) {
    return new ProjectPages(
        projects,
        packages,
        vulnerabilities,
        new LinkStore(jdbi, JSON),
        new DisputeStore(jdbi),
        aliases,
        accounts,
        queue,
        events,
        lines,
        new Answering(jdbi));
  }

  @Bean
  PackagePages packagePages(
      PackageIndex packages,
      PackageHistory histories,
      Projects projects,
      Vulnerabilities vulnerabilities,
      Jdbi jdbi,
      SuggestionChanges changes) {
    return new PackagePages(
        packages,
        histories,
        projects,
        new PackageFindingStore(jdbi),
        new DisputeStore(jdbi),
        vulnerabilities,
        new Answering(jdbi),
        changes);
  }

  @Bean
  ChannelPages channelPages(
      Channels channels,
      ChannelSummaries summaries,
      Jdbi jdbi,
      SuggestionChanges changes,
      Vulnerabilities vulnerabilities,
      ChannelRegistry registry,
      Clock clock) {
    return new ChannelPages(
        channels,
        summaries,
        new OverviewStore(jdbi),
        new DeclineStore(jdbi),
        changes,
        vulnerabilities,
        registry,
        new Answering(jdbi),
        new OpenIssues(jdbi, changes),
        clock);
  }

  @Bean
  MaintainerPages maintainerPages(Jdbi jdbi, SuggestionChanges changes) {
    return new MaintainerPages(new OverviewStore(jdbi), new OpenIssues(jdbi, changes));
  }

  @Bean
  SearchPages searchPages(
      Vulnerabilities vulnerabilities, Projects projects, Jdbi jdbi, Issues issues) {
    return new SearchPages(vulnerabilities, projects, new OverviewStore(jdbi), issues);
  }

  @Bean
  CommitPages commitPages(Landings landings) {
    return new CommitPages(landings);
  }

  @Bean
  ActivityPages activityPages(EventLog events, EventLines lines, SuggestionChanges changes) {
    return new ActivityPages(events, lines, changes);
  }

  @Bean
  SourcesPages sourcesPages(
      ImportRuns runs,
      RunningWork running,
      MatchIndexes indexes,
      Sources sources,
      Evaluations evaluations,
      Jobs jobs) {
    return new SourcesPages(runs, running, indexes, sources, evaluations, jobs);
  }
}
