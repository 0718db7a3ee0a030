package org.snowguard.server.issue.content;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.issue.content.ContentStore.OverlayRow;

/** What people said of one issue beside what the machine says. */
record Overlaid(List<OverlayRow> rows) {

  static final String VULNERABILITY = "vulnerability";
  static final String PROJECT = "project";
  static final String PACKAGE = "package";
  static final String MODULE = "module";
  static final String OWN_PROJECT = "own_project";
  static final String MAINTAINER = "maintainer";
  static final String TEAM = "team";
  private static final String VERDICT = "verdict";
  private static final String LINK = "link";
  private static final String REMOVED = "removed";
  private static final String ADDED = "added";

  Overlaid {
    rows = List.copyOf(rows);
  }

  /** The same with projects called what they are called now. */
  Overlaid renamed(Map<String, String> newSlugs) {
    return new Overlaid(
        rows.stream()
            .map(row -> row.kind().equals(PROJECT) ? renamed(row, newSlugs) : row)
            .toList());
  }

  private static OverlayRow renamed(OverlayRow row, Map<String, String> newSlugs) {
    return new OverlayRow(
        row.issueId(),
        row.kind(),
        newSlugs.getOrDefault(row.name(), row.name()),
        row.vulnerability(),
        row.channel(),
        row.value(),
        row.reason(),
        row.changedBy(),
        row.changedAt());
  }

  List<OverlayRow> added(String kind) {
    return rows.stream()
        .filter(row -> row.kind().equals(kind) && row.value().equals(ADDED))
        .toList();
  }

  Set<String> addedNames(String kind) {
    return added(kind).stream().map(OverlayRow::name).collect(Collectors.toUnmodifiableSet());
  }

  boolean isRemoved(String kind, String name) {
    return rows.stream()
        .anyMatch(
            row ->
                row.kind().equals(kind) && row.name().equals(name) && row.value().equals(REMOVED));
  }

  List<TakenAway> takenAway() {
    return rows.stream()
        .filter(row -> row.value().equals(REMOVED) && !row.kind().equals(LINK))
        .map(
            row ->
                new TakenAway(
                    row.kind(), row.name(), row.reason(), row.changedBy(), row.changedAt()))
        .toList();
  }

  List<IssueLink> links() {
    return rows.stream()
        .filter(row -> row.kind().equals(LINK))
        .map(row -> new IssueLink(row.name(), row.value()))
        .toList();
  }

  /** What people judged otherwise, by attribute. */
  Map<String, List<OverlayRow>> verdicts() {
    return rows.stream()
        .filter(row -> row.kind().equals(VERDICT))
        .collect(Collectors.groupingBy(OverlayRow::name));
  }

  /** The overrides that speak of this, the closest first. */
  static List<OverlayRow> speaking(
      List<OverlayRow> verdicts, String vulnerability, String channel) {
    return verdicts.isEmpty() ? List.of() : sorted(verdicts, vulnerability, channel);
  }

  private static List<OverlayRow> sorted(
      List<OverlayRow> verdicts, String vulnerability, String channel) {
    return verdicts.stream()
        .filter(row -> row.vulnerability().isEmpty() || row.vulnerability().equals(vulnerability))
        .filter(row -> row.channel().isEmpty() || row.channel().equals(channel))
        .sorted(
            Comparator.comparingInt(
                row -> IssueFinding.Said.distance(row.vulnerability(), row.channel())))
        .toList();
  }

  static Verdict verdictOf(OverlayRow row) {
    return Verdict.valueOf(row.value().toUpperCase(java.util.Locale.ROOT));
  }
}
