package org.snowguard.server.publication.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.publication.IssueForm;
import org.snowguard.server.publication.report.Roundup.Line;
import org.snowguard.server.publication.report.Roundup.OpenIn;

/** Makes the roundup of a week out of public issues. */
final class RoundupMaking {

  private static final int OLDEST = 10;
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

  /**
   * @param issues all public ones
   */
  RoundupMaking(Week week, List<IssueForm> issues) {
    this.week = week;
    this.issues = List.copyOf(issues);
  }

  /**
   * @param rolling whether a channel follows master
   */
  Roundup make(Predicate<String> rolling, Instant now) {
    List<Line> published = new ArrayList<>();
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
    closed.sort(ORDER);
    backports.sort(ORDER);
    List<Line> oldest =
        open.stream()
            .filter(line -> !line.channels().isEmpty())
            .sorted(Comparator.comparing(Line::at).thenComparing(Line::id))
            .limit(OLDEST)
            .toList();
    return new Roundup(
        week.text(),
        week.isOver(now),
        week.begin(),
        week.end(),
        published,
        closed,
        counts(open),
        oldest,
        backports,
        List.of());
  }

  private static List<String> openIn(IssueForm issue) {
    return issue.channels().stream()
        .filter(IssueForm.InChannel::open)
        .map(IssueForm.InChannel::channel)
        .toList();
  }

  private static java.util.Optional<Line> wanted(IssueForm issue, Predicate<String> rolling) {
    List<String> open = openIn(issue);
    List<String> releases = open.stream().filter(rolling.negate()).toList();
    boolean isFixedInUnstable =
        issue.channels().stream()
            .anyMatch(channel -> rolling.test(channel.channel()) && !channel.open());
    Instant at = issue.publishedAt();
    return releases.isEmpty() || !isFixedInUnstable || at == null
        ? java.util.Optional.empty()
        : java.util.Optional.of(line(issue, releases, at));
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
    Map<String, int[]> counts = new TreeMap<>();
    for (Line line : open) {
      int place = SEVERITIES.indexOf(Objects.toString(line.severity(), ""));
      for (String channel : line.channels()) {
        int[] row = counts.computeIfAbsent(channel, key -> new int[SEVERITIES.size() + 1]);
        row[place < 0 ? SEVERITIES.size() : place]++;
      }
    }
    List<OpenIn> lines = new ArrayList<>();
    counts.forEach(
        (channel, row) -> lines.add(new OpenIn(channel, row[0], row[1], row[2], row[3], row[4])));
    return lines;
  }
}
