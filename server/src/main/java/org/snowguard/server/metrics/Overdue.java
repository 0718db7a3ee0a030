package org.snowguard.server.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.Urgency;
import org.snowguard.server.metrics.DwellStore.OpenRow;
import org.snowguard.server.suggestion.FreshCounts;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;
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
  private final FreshCounts<String, List<OverdueProject>> late;

  Overdue(
      Jdbi jdbi,
      SuggestionChanges changes,
      Urgency urgency,
      Transactions transactions,
      Clock clock) {
    store = new DwellStore(jdbi);
    this.urgency = urgency;
    this.transactions = transactions;
    this.clock = clock;
    late =
        new FreshCounts<>(
            () -> String.join(" ", changes.stamp(), store.stamp(), store.published()),
            all -> projects());
  }

  /** The target of each priority in days. */
  Map<String, Long> targets() {
    Map<String, Long> days = new TreeMap<>();
    urgency.targets().forEach((priority, target) -> days.put(priority.name(), target.toDays()));
    return days;
  }

  /**
   * The projects with most of it first.
   *
   * @param after the cursor of the page before, or null
   */
  Page<OverdueProject> page(@Nullable String after, int size) {
    Cursor cursor = Cursor.parse(after, 2);
    List<OverdueProject> all = late.of("");
    return Page.of(
        all.stream()
            .filter(project -> cursor == null || isBehind(project, cursor))
            .limit(size + 1L)
            .toList(),
        size,
        all.size(),
        project -> Cursor.of(project.issues().size(), project.project()));
  }

  private static boolean isBehind(OverdueProject project, Cursor after) {
    int fewer = Long.compare(after.number(0), project.issues().size());
    return fewer > 0 || (fewer == 0 && project.project().compareTo(after.text(1)) > 0);
  }

  List<OverdueProject> projects() {
    Instant now = clock.instant();
    Map<String, List<OpenRow>> byProject =
        transactions.read(store::open).stream()
            .collect(Collectors.groupingBy(OpenRow::project, TreeMap::new, Collectors.toList()));
    return byProject.entrySet().stream()
        .map(entry -> project(entry.getKey(), entry.getValue(), now))
        .filter(project -> !project.issues().isEmpty())
        .sorted(
            Comparator.comparingInt((OverdueProject project) -> -project.issues().size())
                .thenComparing(OverdueProject::project))
        .toList();
  }

  private static OverdueProject project(String slug, List<OpenRow> issues, Instant now) {
    List<OverdueIssue> late =
        issues.stream()
            .filter(issue -> issue.target().isBefore(now))
            .map(issue -> issue(issue, now))
            .toList();
    return new OverdueProject(slug, issues.size(), late);
  }

  private static OverdueIssue issue(OpenRow row, Instant now) {
    return new OverdueIssue(
        row.issue(),
        row.title(),
        row.priority(),
        row.target(),
        Duration.between(row.target(), now).toDays());
  }
}
