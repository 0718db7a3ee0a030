package org.snowguard.server.publication.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.Status;
import org.snowguard.server.publication.IssueForm;
import org.snowguard.server.publication.report.Roundup.Line;
import org.snowguard.server.publication.report.Roundup.OpenIn;
import org.snowguard.server.remediation.status.FixedIn;

/** Makes the roundup of a week out of public issues. */
final class RoundupMaking {

  private static final int OLDEST = 10;
  private static final Set<Status> DONE = EnumSet.of(Status.FIXED, Status.NOT_AFFECTED);
  private static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low");
  private static final Comparator<Line> ORDER =
      Comparator.comparingInt(
              (Line line) -> {
                int place = SEVERITIES.indexOf(Objects.toString(line.severity(), ""));
                return place < 0 ? SEVERITIES.size() : place;
              })
          .thenComparing(Line::id);

  private final Week week;
  private final List<IssueForm> issues;
  private final Map<String, List<FixedIn>> fixedIn;

  /**
   * @param issues all public ones
   * @param fixed which channels fixes reached in that week
   */
  RoundupMaking(Week week, List<IssueForm> issues, List<FixedIn> fixed) {
    this.week = week;
    this.issues = List.copyOf(issues);
    fixedIn = fixed.stream().collect(Collectors.groupingBy(FixedIn::issue));
  }

  /**
   * @param rolling whether a channel follows master
   */
  Roundup make(Predicate<String> rolling, Instant now) {
    List<Line> published = new ArrayList<>();
    List<Line> fixed = new ArrayList<>();
    List<Line> closed = new ArrayList<>();
    List<Line> open = new ArrayList<>();
    List<Line> backports = new ArrayList<>();
    for (IssueForm issue : issues) {
      Instant publishedAt = issue.publishedAt();
      if (publishedAt == null || !publishedAt.isBefore(week.end())) {
        continue;
      }
      List<String> openIn = openIn(issue);
      if (week.holds(publishedAt)) {
        published.add(line(issue, openIn, publishedAt));
      }
      fixed(issue).ifPresent(fixed::add);
      Instant closedAt = issue.closedAt();
      if (closedAt != null && week.holds(closedAt)) {
        closed.add(line(issue, openIn, closedAt));
      }
      if (closedAt == null) {
        open.add(line(issue, openIn, publishedAt));
        wanted(issue, rolling).ifPresent(backports::add);
      }
    }
    published.sort(ORDER);
    fixed.sort(ORDER);
    closed.sort(ORDER);
    backports.sort(ORDER);
    return new Roundup(
        week.text(),
        null,
        week.isOver(now),
        week.begin(),
        week.end(),
        published,
        fixed,
        closed,
        counts(open),
        oldest(open.stream().filter(line -> !line.channels().isEmpty())),
        backports,
        List.of());
  }

  private static List<Line> oldest(Stream<Line> open) {
    return open.sorted(Comparator.comparing(Line::at).thenComparing(Line::id))
        .limit(OLDEST)
        .toList();
  }

  private Optional<Line> fixed(IssueForm issue) {
    List<FixedIn> reached = fixedIn.getOrDefault(issue.id(), List.of());
    return reached.stream()
        .map(FixedIn::at)
        .max(Comparator.naturalOrder())
        .map(at -> line(issue, reached.stream().map(FixedIn::channel).sorted().toList(), at));
  }

  private static List<String> openIn(IssueForm issue) {
    return issue.channels().stream()
        .filter(IssueForm.InChannel::open)
        .map(IssueForm.InChannel::channel)
        .toList();
  }

  /** A channel that merely acknowledges a flaw, or took its risk, has nothing to give. */
  private static Optional<Line> wanted(IssueForm issue, Predicate<String> rolling) {
    List<String> releases = openIn(issue).stream().filter(rolling.negate()).toList();
    List<Status> unstable =
        issue.status().stream()
            .filter(line -> rolling.test(line.channel()))
            .flatMap(line -> Status.of(line.status()).stream())
            .toList();
    boolean isFixedInUnstable = !unstable.isEmpty() && DONE.containsAll(unstable);
    Instant at = issue.publishedAt();
    return releases.isEmpty() || !isFixedInUnstable || at == null
        ? Optional.empty()
        : Optional.of(line(issue, releases, at));
  }

  private static Line line(IssueForm issue, List<String> channels, Instant at) {
    return new Line(
        issue.id(),
        issue.url(),
        issue.title(),
        severity(issue),
        issue.vulnerabilities().stream().map(IssueForm.Flaw::id).toList(),
        channels,
        issue.closeReason() == null ? null : issue.closeReason().replace('_', ' '),
        at);
  }

  private static @Nullable String severity(IssueForm issue) {
    List<String> stated =
        issue.vulnerabilities().stream()
            .map(IssueForm.Flaw::severity)
            .filter(Objects::nonNull)
            .toList();
    return SEVERITIES.stream().filter(stated::contains).findFirst().orElse(null);
  }

  private static List<OpenIn> counts(List<Line> open) {
    Map<String, List<Line>> lines = new TreeMap<>();
    open.forEach(
        line ->
            line.channels()
                .forEach(
                    channel -> lines.computeIfAbsent(channel, key -> new ArrayList<>()).add(line)));
    return lines.entrySet().stream().map(one -> openIn(one.getKey(), one.getValue())).toList();
  }

  private static OpenIn openIn(String channel, List<Line> lines) {
    int[] row = new int[SEVERITIES.size() + 1];
    for (Line line : lines) {
      int place = SEVERITIES.indexOf(Objects.toString(line.severity(), ""));
      row[place < 0 ? SEVERITIES.size() : place]++;
    }
    List<Line> oldest = oldest(lines.stream().map(line -> line.in(List.of(channel))));
    return new OpenIn(channel, row[0], row[1], row[2], row[3], row[4], oldest);
  }
}
