package org.snowguard.server.issue.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.triage.Remediation;
import org.snowguard.server.account.ActorNames;
import org.snowguard.server.issue.content.IssueFinding;

/** Findings as lines: packages of which the same holds stand in one. */
public final class FindingLines {

  private FindingLines() {}

  /**
   * All lines of a vulnerability.
   *
   * @param vulnerability null while none is known
   */
  public record OfVulnerability(@Nullable String vulnerability, List<Line> lines) {
    public OfVulnerability {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Packages of a channel of which the same holds.
   *
   * @param remedy in words, for an affected package
   * @param overriddenBy by name; null: the machine's verdict holds
   * @param machineVerdict what the machine says, where people say otherwise; else null
   */
  public record Line(
      String channel,
      boolean supported,
      @Nullable String version,
      List<String> attributes,
      String verdict,
      String reason,
      @Nullable String overriddenBy,
      @Nullable String machineVerdict,
      @Nullable String machineReason,
      @Nullable String fixedVersion,
      @Nullable String remedy) {
    public Line {
      attributes = List.copyOf(attributes);
    }
  }

  static List<OfVulnerability> of(List<IssueFinding> findings, ActorNames names) {
    Map<String, Map<Line, List<String>>> all = new LinkedHashMap<>();
    for (IssueFinding finding : findings) {
      String vulnerability = finding.vulnerability() == null ? "" : finding.vulnerability();
      all.computeIfAbsent(vulnerability, key -> new LinkedHashMap<>())
          .computeIfAbsent(line(finding, names), key -> new ArrayList<>())
          .add(finding.attribute());
    }
    List<OfVulnerability> grouped = new ArrayList<>();
    all.forEach(
        (vulnerability, lines) -> {
          List<Line> whole = new ArrayList<>();
          lines.forEach((line, attributes) -> whole.add(with(line, attributes)));
          grouped.add(new OfVulnerability(vulnerability.isEmpty() ? null : vulnerability, whole));
        });
    return grouped;
  }

  private static Line line(IssueFinding finding, ActorNames names) {
    Long overriddenBy = finding.overriddenBy();
    boolean isOverridden = overriddenBy != null;
    return new Line(
        finding.channel(),
        finding.supported(),
        finding.version(),
        List.of(),
        finding.verdict().text(),
        finding.reason(),
        overriddenBy == null ? null : names.of(overriddenBy),
        isOverridden ? finding.machine().verdict().text() : null,
        isOverridden ? finding.machine().text() : null,
        finding.fixedVersion(),
        remedy(finding.remediation()));
  }

  private static @Nullable String remedy(@Nullable Remediation remediation) {
    return remediation == null ? null : remediation.words();
  }

  private static Line with(Line line, List<String> attributes) {
    return new Line(
        line.channel(),
        line.supported(),
        line.version(),
        attributes,
        line.verdict(),
        line.reason(),
        line.overriddenBy(),
        line.machineVerdict(),
        line.machineReason(),
        line.fixedVersion(),
        line.remedy());
  }
}
