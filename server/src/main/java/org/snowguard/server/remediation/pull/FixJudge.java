package org.snowguard.server.remediation.pull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.CaseMatcher;
import org.snowguard.core.match.LearnedAliases;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.core.version.DerivationName;
import org.snowguard.core.version.Order;
import org.snowguard.core.version.VersionOrder;
import org.snowguard.core.version.VersionScheme;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.PackageSpan;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.vulnerability.Vulnerabilities;

/**
 * Whether a version of a package mends a vulnerability, judged from the record as the matcher
 * judges packages of channels. One object remembers what it read; it is for one piece of work.
 */
final class FixJudge {

  private final Vulnerabilities vulnerabilities;
  private final PackageIndex packages;
  private final Projects projects;
  private final Map<Long, Optional<VulnerabilityRecord>> records = new HashMap<>();
  private final Map<Long, Optional<Project>> known = new HashMap<>();
  private final Map<Long, CaseMatcher> matchers = new HashMap<>();

  FixJudge(Vulnerabilities vulnerabilities, PackageIndex packages, Projects projects) {
    this.vulnerabilities = vulnerabilities;
    this.packages = packages;
    this.projects = projects;
  }

  /** What is asked of one package. */
  record Step(
      long vulnerability, long project, String attribute, @Nullable String from, String to) {}

  /** Whether a version may be the fixed one or a later one: cheap, and never wrongly no. */
  static boolean mayReach(String to, String fixed) {
    return VersionOrder.compare(to, fixed, VersionScheme.GENERIC) != Order.LESS;
  }

  /** Whether it leads from a version that is not known to be safe to one that is not affected. */
  boolean crosses(Step step) {
    Optional<VulnerabilityRecord> record =
        records.computeIfAbsent(step.vulnerability(), vulnerabilities::record);
    Optional<Project> found = known.computeIfAbsent(step.project(), this::project);
    if (record.isEmpty() || found.isEmpty()) {
      return false;
    }
    Project project = found.get();
    CaseMatcher matcher = matchers.computeIfAbsent(step.project(), id -> matcher(project));
    String from = step.from();
    return verdict(matcher, record.get(), project, step.attribute(), step.to())
            == Verdict.NOT_AFFECTED
        && (from == null
            || verdict(matcher, record.get(), project, step.attribute(), from)
                != Verdict.NOT_AFFECTED);
  }

  private Optional<Project> project(long id) {
    return Optional.ofNullable(projects.byIds(List.of(id)).get(id));
  }

  private static Verdict verdict(
      CaseMatcher matcher,
      VulnerabilityRecord record,
      Project project,
      String attribute,
      String version) {
    return matcher
        .judge(record, new CaseMatcher.Case(attribute, project.slug(), version))
        .judgement()
        .verdict();
  }

  private CaseMatcher matcher(Project project) {
    Map<String, List<NixPackage>> byChannel = new LinkedHashMap<>();
    for (PackageSpan span : packages.current(project.attributes())) {
      byChannel
          .computeIfAbsent(span.channel(), none -> new ArrayList<>())
          .add(
              new NixPackage(
                  span.attribute(),
                  span.name(),
                  DerivationName.parse(span.name()).name(),
                  span.version(),
                  packages.metadata(span).orElse(PackageMetadata.NONE),
                  null));
    }
    List<ChannelPackages> channels =
        byChannel.entrySet().stream()
            .map(entry -> new ChannelPackages(entry.getKey(), entry.getValue()))
            .toList();
    return CaseMatcher.of(channels, ProjectClustering.cluster(channels), LearnedAliases.NONE);
  }
}
