package org.snowguard.server.suggestion;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.matching.Aliases;
import org.snowguard.server.matching.MatchIndexes;
import org.snowguard.server.matching.SuggestionSink;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.StartupWork;
import org.snowguard.server.web.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class SuggestionConfiguration {

  /** Its own, so that no setting of the web's JSON changes what is stored. */
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final OverlayText TEXT = new OverlayText(JSON);

  @Bean
  SuggestionSink suggestionIntake(
      Jdbi jdbi,
      Vulnerabilities vulnerabilities,
      TriageSettings settings,
      ImportRuns runs,
      HandLinkJudge handLinkJudge,
      ReturnDue returnDue,
      Drafts drafts,
      Aliases aliases,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    OverlayStore overlays = new OverlayStore(jdbi, TEXT);
    return new SuggestionIntake(
        new IntakeStore(jdbi, JSON),
        overlays,
        vulnerabilities,
        new FirstImport(new FirstImportStore(jdbi), settings, runs, vulnerabilities, clock),
        new AlgorithmComparison(new DifferenceStore(jdbi)),
        new DecisionsFollow(
            new DecisionMoveStore(jdbi),
            overlays,
            new DecisionFactsReader(vulnerabilities, new PackageFactStore(jdbi)),
            drafts,
            events,
            transactions,
            aliases::matchAgain,
            clock),
        handLinkJudge,
        returnDue,
        drafts,
        events,
        transactions,
        clock);
  }

  @Bean
  HandLinkJudge handLinkJudge(
      Jdbi jdbi,
      Vulnerabilities vulnerabilities,
      Projects projects,
      MatchIndexes indexes,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    return new HandLinkJudge(
        new HandLinkStore(jdbi),
        new OverlayStore(jdbi, TEXT),
        new DecisionFactsReader(vulnerabilities, new PackageFactStore(jdbi)),
        vulnerabilities,
        projects,
        HandLinkJudge.IndexInUse.of(indexes),
        events,
        transactions,
        clock);
  }

  @Bean
  EarlierVersions earlierVersions(
      Jdbi jdbi,
      Vulnerabilities vulnerabilities,
      PackageIndex packages,
      MatchIndexes indexes,
      Transactions transactions) {
    return new EarlierVersions(
        new EarlierStore(jdbi),
        vulnerabilities,
        packages,
        HandLinkJudge.IndexInUse.of(indexes),
        transactions);
  }

  @Bean
  ReturnDue returnDue(Jdbi jdbi, EventLog events, Transactions transactions, Clock clock) {
    return new ReturnDue(new OverlayStore(jdbi, TEXT), events, transactions, clock);
  }

  @Bean
  StartupWork returnDueEveryMinute(ReturnDue returnDue) {
    return new ReturnDueWork(returnDue);
  }

  @Bean
  Triage triage(
      Jdbi jdbi,
      Accounts accounts,
      Aliases aliases,
      Drafts drafts,
      Vulnerabilities vulnerabilities,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    OverlayStore overlays = new OverlayStore(jdbi, TEXT);
    DecisionFactsReader facts =
        new DecisionFactsReader(vulnerabilities, new PackageFactStore(jdbi));
    return new Triage(
        overlays,
        new Claims(overlays, events, accounts, clock),
        facts,
        new Lessons(aliases, facts),
        new ProposalStore(jdbi),
        new RefutationStore(jdbi),
        drafts,
        vulnerabilities,
        TEXT,
        events,
        transactions,
        clock);
  }

  @Bean
  Undo undo(
      Jdbi jdbi,
      Triage triage,
      Accounts accounts,
      Drafts drafts,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    Claims claims = new Claims(new OverlayStore(jdbi, TEXT), events, accounts, clock);
    return new Undo(triage, claims, drafts, TEXT, events, transactions);
  }

  @Bean
  RuleTriage ruleTriage(
      Jdbi jdbi,
      Triage triage,
      Vulnerabilities vulnerabilities,
      Drafts drafts,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    return new RuleTriage(
        new OverlayStore(jdbi, TEXT),
        new DecisionFactsReader(vulnerabilities, new PackageFactStore(jdbi)),
        drafts,
        triage,
        TEXT,
        events,
        transactions,
        clock);
  }

  @Bean
  HandLinks handLinks(
      Jdbi jdbi,
      Triage triage,
      HandLinkJudge judge,
      Accounts accounts,
      Vulnerabilities vulnerabilities,
      Projects projects,
      PackageIndex packages,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    OverlayStore overlays = new OverlayStore(jdbi, TEXT);
    return new HandLinks(
        new HandLinkStore(jdbi),
        overlays,
        new Claims(overlays, events, accounts, clock),
        triage,
        judge,
        vulnerabilities,
        projects,
        packages,
        transactions,
        clock);
  }

  @Bean
  Proposals proposals(
      Jdbi jdbi,
      Triage triage,
      HandLinks links,
      Accounts accounts,
      Projects projects,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    return new Proposals(
        new ProposalStore(jdbi),
        new Claims(new OverlayStore(jdbi, TEXT), events, accounts, clock),
        triage,
        links,
        projects,
        events,
        transactions,
        clock);
  }

  @Bean
  Refutations refutations(
      Jdbi jdbi,
      Triage triage,
      Accounts accounts,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    return new Refutations(
        new RefutationStore(jdbi),
        new Claims(new OverlayStore(jdbi, TEXT), events, accounts, clock),
        triage,
        events,
        transactions,
        clock);
  }

  @Bean
  SuggestionChanges suggestionChanges(Jdbi jdbi) {
    return new SuggestionChanges(jdbi);
  }

  @Bean
  Queue queue(
      Jdbi jdbi,
      SuggestionChanges changes,
      Vulnerabilities vulnerabilities,
      Accounts accounts,
      Transactions transactions,
      Clock clock) {
    Cards cards =
        new Cards(
            new CardStore(jdbi),
            new ProposalStore(jdbi),
            new RefutationStore(jdbi),
            vulnerabilities,
            accounts,
            JSON,
            clock);
    return new Queue(new QueueStore(jdbi), cards, changes, transactions, clock);
  }

  @Bean
  Bulk bulk(Triage triage, Undo undo, Queue queue) {
    return new Bulk(triage, undo, queue);
  }

  @Bean
  SuggestionExport suggestionExport(Jdbi jdbi, Transactions transactions) {
    return new SuggestionExport(new ExportStore(jdbi), JSON, transactions);
  }
}
