package org.snowguard.server.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.core.issue.Urgency;
import org.snowguard.core.triage.Priority;
import org.snowguard.core.triage.Threat;
import org.snowguard.server.metrics.DwellStore.OpenRow;
import org.snowguard.server.web.Transactions;

/** What is open in a supported channel beyond its target, by project: never by person. */
public final class Overdue {

  /**
   * An issue beyond its target.
   *
   * @param target until when it should have been fixed
   * @param daysLate whole days since
   */
  public record OverdueIssue(
      String issue, String title, String priority, Instant target, long daysLate) {}

  /**
   * A project with what is overdue of it, the latest first.
   *
   * @param project its slug; empty for what is part of none
   * @param open how many of its issues are open, overdue or not
   */
  public record OverdueProject(String project, int open, List<OverdueIssue> issues) {
    public OverdueProject {
      issues = List.copyOf(issues);
    }
  }

  private final DwellStore store;
  private final Urgency urgency;
  private final Transactions transactions;
  private final Clock clock;

  Overdue(Jdbi jdbi, Urgency urgency, Transactions transactions, Clock clock) {
    store = new DwellStore(jdbi);
    this.urgency = urgency;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The target of each priority in days. */
  Map<String, Long> targets() {
    Map<String, Long> days = new TreeMap<>();
    urgency.targets().forEach((priority, target) -> days.put(priority.name(), target.toDays()));
    return days;
  }

  /** The projects with most of it first. */
  List<OverdueProject> projects() {
    Instant now = clock.instant();
    Map<Long, List<OpenRow>> issues =
        transactions.read(store::open).stream().collect(Collectors.groupingBy(OpenRow::issueId));
    Map<String, List<List<OpenRow>>> byProject = new TreeMap<>();
    issues
        .values()
        .forEach(
            rows ->
                projectsOf(rows)
                    .forEach(
                        slug ->
                            byProject.computeIfAbsent(slug, key -> new ArrayList<>()).add(rows)));
    return byProject.entrySet().stream()
        .map(entry -> project(entry.getKey(), entry.getValue(), now))
        .filter(project -> !project.issues().isEmpty())
        .sorted(
            Comparator.comparingInt((OverdueProject project) -> -project.issues().size())
                .thenComparing(OverdueProject::project))
        .toList();
  }

  private static Set<String> projectsOf(List<OpenRow> rows) {
    return rows.stream()
        .map(row -> Objects.toString(row.project(), ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private OverdueProject project(String slug, List<List<OpenRow>> issues, Instant now) {
    List<OverdueIssue> late =
        issues.stream()
            .map(rows -> issue(rows, now))
            .filter(issue -> issue.target().isBefore(now))
            .sorted(Comparator.comparing(OverdueIssue::target).thenComparing(OverdueIssue::issue))
            .toList();
    return new OverdueProject(slug, issues.size(), late);
  }

  /** As {@code IssueContent} has it: what people chose, else the worst threat's. */
  private OverdueIssue issue(List<OpenRow> rows, Instant now) {
    OpenRow first = rows.getFirst();
    Priority priority =
        Optional.ofNullable(first.priority())
            .map(Priority::valueOf)
            .orElseGet(() -> Urgency.propose(rows.stream().map(Overdue::threat).toList()));
    Instant notified =
        rows.stream().map(OpenRow::notifiedAt).min(Comparator.naturalOrder()).orElseThrow();
    Instant target = urgency.target(priority, notified);
    return new OverdueIssue(
        first.publicId(),
        first.title(),
        priority.name(),
        target,
        Math.max(0, Duration.between(target, now).toDays()));
  }

  private static Threat threat(OpenRow row) {
    Float score = row.cvssScore();
    String exploitation = row.exploitation();
    return Threat.of(
        row.cvssVector(),
        score == null ? 0 : score,
        row.knownExploited(),
        exploitation != null && !exploitation.equals("none"));
  }
}
