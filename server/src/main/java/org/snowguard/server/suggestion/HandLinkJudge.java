package org.snowguard.server.suggestion;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.core.match.Suggestion;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.triage.Reopening;
import org.snowguard.core.verdict.PackageVerdict;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.matching.MatchIndex;
import org.snowguard.server.matching.MatchIndexes;
import org.snowguard.server.matching.MatchedRecord;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;
import org.snowguard.server.web.Transactions;

/** Judges the packages of links that people made, whenever a record or package may have changed. */
final class HandLinkJudge {

  private static final Logger log = LoggerFactory.getLogger(HandLinkJudge.class);

  private final HandLinkStore store;
  private final OverlayStore overlays;
  private final DecisionFactsReader facts;
  private final Vulnerabilities vulnerabilities;
  private final Projects projects;
  private final IndexInUse index;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  /** The matcher's index, once there is one. */
  interface IndexInUse {
    Optional<MatchIndex> now();

    static IndexInUse of(MatchIndexes indexes) {
      return indexes::current;
    }
  }

  HandLinkJudge(
      HandLinkStore store,
      OverlayStore overlays,
      DecisionFactsReader facts,
      Vulnerabilities vulnerabilities,
      Projects projects,
      IndexInUse index,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.overlays = overlays;
    this.facts = facts;
    this.vulnerabilities = vulnerabilities;
    this.projects = projects;
    this.index = index;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** All of them; what is judged as before writes nothing. */
  void run() {
    for (long link : store.byPeopleAlone()) {
      try {
        judge(link);
      } catch (RuntimeException e) {
        log.warn("Could not judge link {}, made by hand; the next matching tries again", link, e);
      }
    }
  }

  /** One of them; nothing while no index is in use. */
  void judge(long suggestionId) {
    Optional<MatchIndex> current = index.now();
    if (current.isPresent()) {
      transactions.run(
          () -> overlays.lock(suggestionId).ifPresent(link -> judge(link, current.get())));
    }
  }

  private void judge(StoredSuggestion link, MatchIndex current) {
    Project project = projects.byIds(List.of(link.projectId())).get(link.projectId());
    Vulnerability vulnerability =
        vulnerabilities.byIds(List.of(link.vulnerabilityId())).get(link.vulnerabilityId());
    if (project == null || vulnerability == null) {
      return;
    }
    VulnerabilityRecord record = facts.record(link);
    List<PackageVerdict> verdicts =
        current.projectIds().containsKey(project.slug())
            ? current.matcher().judgeLinked(record, project.slug())
            : List.of();
    MachineView view =
        new MachineViews(current, new FirstImport.Boundary(null, null))
            .ofHandLink(
                new MatchedRecord(link.vulnerabilityId(), record, List.<Suggestion>of()),
                project,
                verdicts,
                vulnerability);
    store.refresh(link.id(), view);
    overlays.lock(link.id()).ifPresent(this::check);
  }

  /** A dismissal holds for the facts that it was made on. */
  private void check(StoredSuggestion judged) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    judged
        .overlay()
        .decision()
        .flatMap(decision -> Reopening.check(decision, facts.of(judged), today))
        .ifPresent(
            why -> {
              overlays.update(List.of(Return.overlay(judged, Standing.PENDING, why)));
              events.append(Return.event(judged, Standing.PENDING, why));
            });
  }
}
