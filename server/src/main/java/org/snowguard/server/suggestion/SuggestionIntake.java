package org.snowguard.server.suggestion;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.core.record.RecordState;
import org.snowguard.core.triage.DecisionFacts;
import org.snowguard.core.triage.PackageFact;
import org.snowguard.core.triage.RecordParts;
import org.snowguard.core.triage.Reopening;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.matching.MatchIndex;
import org.snowguard.server.matching.MatchedRecord;
import org.snowguard.server.matching.SuggestionSink;
import org.snowguard.server.suggestion.MachineView.Link;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;
import org.snowguard.server.web.Transactions;

/**
 * Takes what the matcher says: writes what changed, places what nobody decided, and brings
 * decisions back whose facts do not hold any more.
 */
final class SuggestionIntake implements SuggestionSink {

  private static final Reopening EXPLOITED =
      new Reopening(Reopening.Why.KNOWN_EXPLOITED, List.of("it is known to be exploited"));

  private static final Logger log = LoggerFactory.getLogger(SuggestionIntake.class);

  /** From so many records on, all cores are worth it. */
  private static final int MANY = 200;

  private final IntakeStore store;
  private final OverlayStore overlays;
  private final Vulnerabilities vulnerabilities;
  private final FirstImport firstImport;
  private final AlgorithmComparison comparison;
  private final DecisionsFollow decisions;
  private final HandLinkJudge handLinks;
  private final ReturnDue returnDue;
  private final Drafts drafts;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  SuggestionIntake(
      IntakeStore store,
      OverlayStore overlays,
      Vulnerabilities vulnerabilities,
      FirstImport firstImport,
      AlgorithmComparison comparison,
      DecisionsFollow decisions,
      HandLinkJudge handLinks,
      ReturnDue returnDue,
      Drafts drafts,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.overlays = overlays;
    this.vulnerabilities = vulnerabilities;
    this.firstImport = firstImport;
    this.comparison = comparison;
    this.decisions = decisions;
    this.handLinks = handLinks;
    this.returnDue = returnDue;
    this.drafts = drafts;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What a portion leads to. */
  private static final class Changes {
    final List<IntakeStore.Write> writes = new ArrayList<>();
    final List<StoredSuggestion> withdrawn = new ArrayList<>();
    final List<OverlayStore.Change> overlays = new ArrayList<>();
    final List<NewEvent> movements = new ArrayList<>();
    final List<NewEvent> reopenings = new ArrayList<>();
  }

  @Override
  public int take(List<MatchedRecord> matched, MatchIndex index) {
    FirstImport.Boundary boundary = firstImport.boundary();
    MachineViews views = new MachineViews(index, boundary);
    List<Long> ids = matched.stream().map(MatchedRecord::vulnerabilityId).toList();
    Map<Long, Vulnerability> known = vulnerabilities.byIds(ids);
    Map<Long, Map<Long, StoredSuggestion>> stored = byVulnerability(overlays.lockOf(ids));
    Map<Link, MachineView> made = machineViews(matched, views, known);
    Changes changes = new Changes();
    for (MatchedRecord record : matched) {
      Map<Long, StoredSuggestion> before =
          stored.getOrDefault(record.vulnerabilityId(), new HashMap<>());
      record.suggestions().stream()
          .map(suggestion -> index.projectId(suggestion.project()))
          .map(project -> made.get(new Link(record.vulnerabilityId(), project)))
          .filter(Objects::nonNull)
          .forEach(view -> take(record, view, before.remove(view.projectId()), changes));
      before.values().forEach(gone -> withdraw(record, gone, changes));
    }
    write(changes, boundary);
    comparison.forget(ids);
    return changes.writes.size() + changes.withdrawn.size();
  }

  @Override
  public void compare(List<MatchedRecord> matched, MatchIndex index) {
    MachineViews views = new MachineViews(index, firstImport.boundary());
    List<Long> ids = matched.stream().map(MatchedRecord::vulnerabilityId).toList();
    Map<Link, MachineView> made = machineViews(matched, views, vulnerabilities.byIds(ids));
    comparison.compare(ids, made.values(), byVulnerability(overlays.lockOf(ids)));
  }

  @Override
  public void forgetComparisons() {
    comparison.forgetAll();
  }

  private static Map<Link, MachineView> machineViews(
      List<MatchedRecord> matched, MachineViews views, Map<Long, Vulnerability> known) {
    Map<Link, MachineView> made = new HashMap<>();
    (matched.size() < MANY ? matched.stream() : matched.parallelStream())
        .flatMap(record -> viewsOf(record, views, known.get(record.vulnerabilityId())))
        .toList()
        .forEach(view -> made.put(view.link(), view));
    return made;
  }

  private static Stream<MachineView> viewsOf(
      MatchedRecord record, MachineViews views, @Nullable Vulnerability vulnerability) {
    return vulnerability == null
        ? Stream.of()
        : record.suggestions().stream().map(made -> views.of(record, made, vulnerability));
  }

  private void take(
      MatchedRecord record, MachineView view, @Nullable StoredSuggestion before, Changes changes) {
    if (before == null) {
      changes.writes.add(new IntakeStore.Write(view, Standing.of(view.placement())));
      return;
    }
    // A record may say something new that no verdict depends on: a decision is checked in any case.
    if (before.standing().isDecided()) {
      reopen(record, view, before, changes);
    }
    if (Arrays.equals(before.machineDigest(), view.digest())) {
      return;
    }
    Standing standing = placed(view, before);
    changes.writes.add(new IntakeStore.Write(view, standing));
    if (standing != before.standing()) {
      changes.movements.add(moved(before, standing, why(view, standing)));
    }
  }

  /** Where it stands now; a decision stays, and so does what people fetched into the queue. */
  static Standing placed(MachineView view, StoredSuggestion before) {
    if (before.standing().isDecided()) {
      return before.standing();
    }
    List<PackageFact> shown = shown(view.supported(), before.overlay());
    if (before.overlay().linkedByHand() && before.standing() == Standing.PENDING) {
      return Standing.PENDING;
    }
    if (shown.stream().noneMatch(fact -> fact.verdict().isOpen())) {
      return Standing.SETTLED;
    }
    Standing placed = Standing.of(view.placement());
    boolean wanted =
        (placed == Standing.BACKLOG && before.overlay().takenFromBacklog())
            // What was decided once and came back waits for people, however old or weak it is.
            || before.overlay().changedSince() != null;
    return wanted ? Standing.PENDING : placed;
  }

  private static List<PackageFact> shown(List<PackageFact> facts, Overlay overlay) {
    return facts.stream()
        .filter(fact -> !overlay.removedAttributes().contains(fact.attribute()))
        .toList();
  }

  private static String why(MachineView view, Standing standing) {
    long open = view.supported().stream().filter(fact -> fact.verdict().isOpen()).count();
    long affected =
        view.supported().stream().filter(fact -> fact.verdict() == Verdict.AFFECTED).count();
    return switch (standing) {
      case SETTLED -> "nothing in a supported channel is affected or unknown";
      case WEAK -> "the link is weak now";
      case BACKLOG -> "it is older than every supported release";
      case PENDING, WITHDRAWN, ACCEPTED, DISMISSED, SNOOZED, RULED ->
          "%d packages in supported channels are affected, %d unknown"
              .formatted(affected, open - affected);
    };
  }

  private void reopen(
      MatchedRecord record, MachineView view, StoredSuggestion before, Changes changes) {
    List<PackageFact> shown = shown(view.supported(), before.overlay());
    DecisionFacts now = new DecisionFacts(RecordParts.of(record.record()), shown);
    boolean nothingLeft =
        !before.overlay().linkedByHand()
            && shown.stream().noneMatch(fact -> fact.verdict().isOpen());
    Standing standing = nothingLeft ? Standing.SETTLED : Standing.PENDING;
    if (view.traits().knownExploited() && isKeptByRule(before)) {
      drafts.release(before.id());
      comeBack(before, standing, EXPLOITED, changes);
      return;
    }
    if (before.standing() == Standing.RULED && nothingLeft) {
      changes.overlays.add(
          new OverlayStore.Change(before.id(), before.overlay().ended(Standing.SETTLED)));
      changes.reopenings.add(fulfilled(before));
      return;
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Optional<Reopening> reopening =
        before.overlay().decision().flatMap(decision -> Reopening.check(decision, now, today));
    reopening.ifPresent(why -> comeBack(before, standing, why, changes));
  }

  private static void comeBack(
      StoredSuggestion before, Standing standing, Reopening why, Changes changes) {
    changes.overlays.add(Return.overlay(before, standing, why));
    changes.reopenings.add(Return.event(before, standing, why));
  }

  /** Whether no person has looked at it since a rule took it; who publishes a draft has. */
  private boolean isKeptByRule(StoredSuggestion before) {
    return before.standing() == Standing.RULED
        || (before.overlay().rule() != null
            && before.standing() == Standing.ACCEPTED
            && drafts.isInDraft(before.id()));
  }

  private static NewEvent fulfilled(StoredSuggestion before) {
    return new NewEvent(
        "suggestion.fulfilled",
        Triage.SUBJECT,
        before.id(),
        before.label(),
        before.vulnerabilityId(),
        before.projectId(),
        null,
        Map.of("state", before.standing().text()),
        Map.of("state", Standing.SETTLED.text(), "why", "fixed"),
        "rule #%d: nothing in a supported channel is affected or unknown any more"
            .formatted(before.overlay().rule()),
        null);
  }

  /** The link is not made any more, or the record was rejected. */
  private void withdraw(MatchedRecord record, StoredSuggestion gone, Changes changes) {
    if (gone.machineDigest() == null) {
      return;
    }
    changes.withdrawn.add(gone);
    boolean ruled = gone.standing() == Standing.RULED;
    if (ruled) {
      changes.overlays.add(
          new OverlayStore.Change(gone.id(), gone.overlay().ended(Standing.WITHDRAWN)));
    }
    // What people decided stays: an accepted one's draft is flagged, of the others nothing is left
    // to see.
    if (ruled || (!gone.standing().isDecided() && !gone.overlay().linkedByHand())) {
      changes.movements.add(
          moved(
              gone,
              Standing.WITHDRAWN,
              record.record().state() == RecordState.REJECTED
                  ? "the record was rejected"
                  : "nothing links the record to this project any more"));
    }
  }

  private static NewEvent moved(StoredSuggestion before, Standing now, String why) {
    String kind =
        switch (now) {
          case PENDING -> "suggestion.queued";
          case SETTLED, BACKLOG, WEAK -> "suggestion.unqueued";
          case WITHDRAWN, ACCEPTED, DISMISSED, SNOOZED, RULED -> "suggestion.withdrawn";
        };
    return new NewEvent(
        kind,
        "suggestion",
        before.id(),
        before.label(),
        before.vulnerabilityId(),
        before.projectId(),
        null,
        Map.of("state", before.standing().text()),
        Map.of("state", now.text()),
        why,
        null);
  }

  private void write(Changes changes, FirstImport.Boundary boundary) {
    store.write(changes.writes, clock.instant());
    store.withdraw(changes.withdrawn, boundary.isRunning(), clock.instant());
    overlays.update(changes.overlays);
    // While the first import runs nobody has seen the queue whole: its movements are no news.
    if (!boundary.isRunning()) {
      events.appendAll(changes.movements);
    }
    events.appendAll(changes.reopenings);
  }

  @Override
  public void caughtUp() {
    transactions.run(firstImport::endIfDone);
    apart("let decisions follow their packages", decisions::run);
    apart("judge links that people made", handLinks::run);
    apart("look for due snoozes and reviews", returnDue::run);
  }

  /** None of these needs another, and all are tried again when records were matched next. */
  private static void apart(String what, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      log.warn("Could not {}; the next matching tries again", what, e);
    }
  }

  private static Map<Long, Map<Long, StoredSuggestion>> byVulnerability(
      List<StoredSuggestion> stored) {
    Map<Long, Map<Long, StoredSuggestion>> byVulnerability = new HashMap<>();
    for (StoredSuggestion suggestion : stored) {
      byVulnerability
          .computeIfAbsent(suggestion.vulnerabilityId(), id -> new HashMap<>())
          .put(suggestion.projectId(), suggestion);
    }
    return byVulnerability;
  }
}
