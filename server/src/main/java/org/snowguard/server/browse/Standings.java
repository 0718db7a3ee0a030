package org.snowguard.server.browse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Sums verdicts up: for each channel the worst one, with the versions that have it. */
final class Standings {

  private static final List<String> WORST_FIRST =
      List.of("affected", "unknown", "acknowledged", "patched", "not_affected");

  private Standings() {}

  static List<ProjectPage.Standing> of(List<PackageFinding> findings) {
    Map<String, List<PackageFinding>> byChannel =
        findings.stream()
            .collect(
                Collectors.groupingBy(
                    PackageFinding::channel, LinkedHashMap::new, Collectors.toList()));
    return byChannel.values().stream().map(Standings::worst).toList();
  }

  private static ProjectPage.Standing worst(List<PackageFinding> findings) {
    String verdict =
        WORST_FIRST.stream()
            .filter(word -> findings.stream().anyMatch(finding -> finding.verdict().equals(word)))
            .findFirst()
            .orElse("unknown");
    String versions =
        findings.stream()
            .filter(finding -> finding.verdict().equals(verdict))
            .map(PackageFinding::version)
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining(", "));
    return new ProjectPage.Standing(
        findings.getFirst().channel(), findings.getFirst().supported(), verdict, versions);
  }
}
