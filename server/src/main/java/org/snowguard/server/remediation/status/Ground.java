package org.snowguard.server.remediation.status;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.remediation.status.GroundStore.AffectedRow;
import org.snowguard.server.remediation.status.GroundStore.ChannelRow;
import org.snowguard.server.remediation.status.GroundStore.ProjectRow;
import org.snowguard.server.remediation.status.GroundStore.SpanRow;
import org.snowguard.server.remediation.status.GroundStore.VulnerabilityRow;
import org.snowguard.server.remediation.status.ShippedTimes.Step;

/** What the statuses of some issues are computed from, besides what the issues say. */
final class Ground {

  private record Shipped(int channelId, String attribute) {}

  private final Map<String, ChannelRow> channels;
  private final Map<Shipped, List<SpanRow>> spans;
  private final Set<AffectedRow> affected;
  private final Map<String, VulnerabilityRow> vulnerabilities;
  private final Map<String, Long> projects;

  private Ground(
      List<ChannelRow> channels,
      List<SpanRow> spans,
      Collection<AffectedRow> affected,
      List<VulnerabilityRow> vulnerabilities,
      List<ProjectRow> projects) {
    this.channels =
        channels.stream().collect(Collectors.toMap(ChannelRow::name, Function.identity()));
    this.spans =
        spans.stream()
            .collect(
                Collectors.groupingBy(span -> new Shipped(span.channelId(), span.attribute())));
    this.affected = new HashSet<>(affected);
    this.vulnerabilities =
        vulnerabilities.stream()
            .collect(Collectors.toMap(VulnerabilityRow::publicId, Function.identity()));
    this.projects = new HashMap<>();
    projects.forEach(row -> this.projects.put(row.attribute(), row.projectId()));
  }

  static Ground of(Collection<IssueContent> issues, GroundStore store) {
    Set<String> attributes = new TreeSet<>();
    Set<String> vulnerabilities = new TreeSet<>();
    for (IssueContent issue : issues) {
      for (IssueFinding finding : issue.findings()) {
        attributes.add(finding.attribute());
        vulnerabilities.add(Objects.toString(finding.vulnerability(), ""));
      }
    }
    List<SpanRow> spans = store.spans(attributes);
    return new Ground(
        store.channels(),
        spans,
        store.affected(vulnerabilities, spans.stream().map(SpanRow::factsId).distinct().toList()),
        store.vulnerabilities(vulnerabilities),
        store.projects(attributes));
  }

  ChannelRow channel(String name) {
    ChannelRow found = channels.get(name);
    if (found == null) {
      throw new IllegalStateException("a finding speaks of " + name + ", which is no channel");
    }
    return found;
  }

  @Nullable VulnerabilityRow vulnerability(@Nullable String publicId) {
    return publicId == null ? null : vulnerabilities.get(publicId);
  }

  @Nullable Long project(String attribute) {
    return projects.get(attribute);
  }

  ShippedTimes shipped(@Nullable String vulnerability, String attribute, int channelId) {
    List<Step> steps =
        spans.getOrDefault(new Shipped(channelId, attribute), List.of()).stream()
            .map(
                span ->
                    new Step(
                        span.version(),
                        span.factsId(),
                        span.since(),
                        isAffected(Objects.toString(vulnerability, ""), span),
                        span.isNow()))
            .toList();
    VulnerabilityRow known = vulnerability(vulnerability);
    ShippedTimes shipped = new ShippedTimes(steps);
    return known == null ? shipped : shipped.knownSince(known.publicAt());
  }

  private boolean isAffected(String vulnerability, SpanRow span) {
    return affected.contains(new AffectedRow(vulnerability, span.factsId(), ""))
        || affected.contains(new AffectedRow(vulnerability, span.factsId(), span.attribute()));
  }
}
