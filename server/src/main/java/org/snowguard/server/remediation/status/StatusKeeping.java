package org.snowguard.server.remediation.status;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.StatusHow;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.remediation.status.GroundStore.ChannelRow;
import org.snowguard.server.remediation.status.GroundStore.VulnerabilityRow;
import org.snowguard.server.remediation.status.KeptRow.Place;
import org.snowguard.server.remediation.status.StatusStore.NewChange;
import org.snowguard.server.suggestion.EarlierVersions;
import org.snowguard.server.web.Transactions;

/** Computes the rows of issues, and writes what is otherwise than it stands. */
final class StatusKeeping {

  private static final String REMOVED = StatusHow.Code.REMOVED.text();
  private static final String TAKEN_OUT = StatusHow.Code.TAKEN_OUT.text();

  private final Issues issues;
  private final StatusStore store;
  private final GroundStore groundStore;
  private final EarlierVersions earlier;
  private final Supplier<TracedFixes> remedies;
  private final Supplier<List<StatusListener>> listeners;
  private final Transactions transactions;
  private final Clock clock;

  StatusKeeping(
      Issues issues,
      StatusStore store,
      GroundStore groundStore,
      EarlierVersions earlier,
      Supplier<TracedFixes> remedies,
      Supplier<List<StatusListener>> listeners,
      Transactions transactions,
      Clock clock) {
    this.issues = issues;
    this.store = store;
    this.groundStore = groundStore;
    this.earlier = earlier;
    this.remedies = remedies;
    this.listeners = listeners;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * A row that is to stand instead of another one.
   *
   * @param before null: there is none, or it is gone
   */
  private record Difference(@Nullable KeptRow before, KeptRow now) {}

  /** Brings an issue's rows up to date, in the transaction that is open or in one of its own. */
  void keep(long issueId) {
    keep(List.of(issueId));
  }

  /**
   * The same of several: who changes more than one in a transaction does it here, so that all are
   * held in one order before anything of them is judged.
   */
  void keep(Collection<Long> issueIds) {
    transactions.run(
        () -> {
          List<Long> ordered = issueIds.stream().distinct().sorted().toList();
          ordered.forEach(store::lock);
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          Map<Long, IssueContent> contents = issues.contents(ordered);
          lookBack(contents.values());
          Map<Long, List<Difference>> found = differences(contents, now);
          ordered.forEach(id -> write(found.getOrDefault(id, List.of()), now));
        });
  }

  /** Judges what channels carried of some issues before: not while anything is held. */
  void lookBackAt(Collection<Long> issueIds) {
    lookBack(transactions.read(() -> issues.contents(issueIds)).values());
  }

  /** Which of some issues have rows that are out of date, by what is known of earlier versions. */
  Set<Long> outOfDate(Collection<Long> issueIds) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return transactions.read(
        () -> Set.copyOf(differences(issues.contents(issueIds), now).keySet()));
  }

  /** Before the rows are made: what turns out later has no better time than that. */
  private void lookBack(Collection<IssueContent> contents) {
    List<IssueFinding> findings =
        contents.stream().flatMap(issue -> issue.findings().stream()).toList();
    earlier.lookBack(
        findings.stream()
            .map(IssueFinding::vulnerability)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .collect(Collectors.toSet()),
        findings.stream().map(IssueFinding::attribute).collect(Collectors.toSet()));
  }

  private Map<Long, List<Difference>> differences(Map<Long, IssueContent> contents, Instant now) {
    Ground ground = Ground.of(contents.values(), groundStore);
    TracedFixes known = remedies.get();
    Map<Long, List<KeptRow>> kept =
        store.ofIssues(contents.keySet()).stream().collect(Collectors.groupingBy(KeptRow::issueId));
    Map<Long, List<Difference>> found = new HashMap<>();
    contents.forEach(
        (id, issue) -> {
          List<Difference> of =
              differences(issue, kept.getOrDefault(id, List.of()), ground, known, now);
          if (!of.isEmpty()) {
            found.put(id, of);
          }
        });
    return found;
  }

  private List<Difference> differences(
      IssueContent issue, List<KeptRow> kept, Ground ground, TracedFixes known, Instant now) {
    Map<Place, KeptRow> standing =
        kept.stream().collect(Collectors.toMap(KeptRow::place, Function.identity()));
    Set<Place> seen = new HashSet<>();
    List<Difference> found = new ArrayList<>();
    for (IssueFinding finding : issue.findings()) {
      ChannelRow channel = ground.channel(finding.channel());
      Place place =
          new Place(
              Objects.toString(finding.vulnerability(), ""), finding.attribute(), channel.id());
      seen.add(place);
      KeptRow stood = standing.get(place);
      KeptRow before = stood == null || stood.goneAt() != null ? null : stood;
      KeptRow row = row(issue, finding, channel, ground, known, before, now);
      if (!row.equals(before)) {
        found.add(new Difference(before, row));
      }
    }
    kept.stream()
        .filter(row -> row.goneAt() == null && !seen.contains(row.place()))
        .forEach(row -> found.add(new Difference(row, row.gone(now, why(row, issue)))));
    return found;
  }

  private KeptRow row(
      IssueContent issue,
      IssueFinding finding,
      ChannelRow channel,
      Ground ground,
      TracedFixes known,
      @Nullable KeptRow before,
      Instant now) {
    VulnerabilityRow vulnerability = ground.vulnerability(finding.vulnerability());
    Long project = ground.project(finding.attribute());
    List<KnownFix> fixes =
        vulnerability == null || project == null
            ? List.of()
            : known.of(vulnerability.id(), project).stream().map(fix -> fix.from(channel)).toList();
    return new RowRule(
            issue,
            finding,
            channel,
            vulnerability,
            ground.shipped(finding.vulnerability(), finding.attribute(), channel.id()),
            fixes,
            before,
            now)
        .row();
  }

  /** What people did not take out, the channel ships no more. */
  private static String why(KeptRow row, IssueContent issue) {
    boolean isNamed =
        row.vulnerability().isEmpty()
            || issue.vulnerabilities().stream()
                .anyMatch(one -> one.id().equals(row.vulnerability()));
    boolean isElsewhere =
        issue.findings().stream().anyMatch(one -> one.attribute().equals(row.attribute()));
    boolean isTaken =
        issue.takenAway().stream()
            .anyMatch(
                taken -> taken.name().equals(row.attribute()) || taken.kind().equals("project"));
    return isNamed && (isElsewhere || !isTaken) ? REMOVED : TAKEN_OUT;
  }

  private void write(List<Difference> differences, Instant now) {
    if (differences.isEmpty()) {
      return;
    }
    store.write(differences.stream().map(Difference::now).toList());
    transactions.afterCommit(store::noteWritten);
    store.writeChanges(
        differences.stream()
            .filter(StatusKeeping::isChange)
            .map(difference -> change(difference, now))
            .toList());
    for (Difference difference : differences) {
      KeptRow before = difference.before();
      KeptRow row = difference.now();
      if (before != null && row.goneAt() == null && !before.status().equals(row.status())) {
        listeners.get().forEach(one -> one.changed(row.issueId(), before.row(), row.row()));
      }
    }
  }

  private static boolean isChange(Difference difference) {
    KeptRow before = difference.before();
    KeptRow row = difference.now();
    return before == null
        || row.goneAt() != null
        || !before.status().equals(row.status())
        || !before.how().equals(row.how());
  }

  private static NewChange change(Difference difference, Instant now) {
    KeptRow before = difference.before();
    KeptRow row = difference.now();
    Instant gone = row.goneAt();
    return gone == null
        ? new NewChange(
            row, before == null ? null : before.status(), row.status(), row.since(), now)
        : new NewChange(row, row.status(), null, gone, now);
  }
}
