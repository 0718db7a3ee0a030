package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.Judgement;

/**
 * Answers one question at a time: is this attribute, at this version, affected by this
 * vulnerability? That the record speaks of the project is given; which of its entries do is told by
 * the same rules as in {@link Matcher#match}. Thread-safe and pure.
 */
public final class CaseMatcher {
  private static final String ASKED = "asked";

  private final Matcher matcher;
  private final Map<String, List<NixPackage>> packages = new HashMap<>();
  private final Map<String, String> projectOf = new HashMap<>();

  private CaseMatcher(
      List<ChannelPackages> channels, List<ProjectGroup> projects, LearnedAliases learned) {
    matcher = Matcher.of(channels, projects, learned);
    for (ChannelPackages channel : channels) {
      for (NixPackage one : channel.packages()) {
        packages.computeIfAbsent(one.attribute(), a -> new ArrayList<>(1)).add(one);
      }
    }
    for (ProjectGroup project : projects) {
      project.attributes().forEach(attribute -> projectOf.put(attribute, project.key()));
    }
  }

  /**
   * A question.
   *
   * @param project what the asker calls the software; decides only where no given package has the
   *     attribute
   */
  public record Case(String attribute, String project, String version) {}

  /**
   * An answer.
   *
   * @param resolvedProject key of the project that the attribute was taken to be of
   */
  public record Answer(Judgement judgement, String resolvedProject) {}

  /** Asks about the packages of channels, which {@code projects} group. */
  public static CaseMatcher of(
      List<ChannelPackages> channels, List<ProjectGroup> projects, LearnedAliases learned) {
    return new CaseMatcher(channels, projects, learned);
  }

  /** Without packages: the attribute's name and the case's project are all that is known. */
  public static CaseMatcher withoutPackages() {
    return new CaseMatcher(List.of(), List.of(), LearnedAliases.NONE);
  }

  /** Judges one case. */
  public Answer judge(VulnerabilityRecord record, Case asked) {
    NixPackage given = given(asked);
    if (given != null) {
      String project = projectOf.getOrDefault(asked.attribute(), asked.project());
      return answer(matcher, record, project, atVersion(given, asked.version()));
    }
    NixPackage named = named(asked);
    if (matcher.knows(asked.project())) {
      return answer(matcher, record, asked.project(), named);
    }
    List<ChannelPackages> alone = List.of(new ChannelPackages(ASKED, List.of(named)));
    List<ProjectGroup> projects = ProjectClustering.cluster(alone);
    return answer(
        Matcher.of(alone, projects, LearnedAliases.NONE), record, projects.getFirst().key(), named);
  }

  private static Answer answer(
      Matcher matcher, VulnerabilityRecord record, String project, NixPackage pkg) {
    return new Answer(matcher.judge(record, project, pkg), project);
  }

  /**
   * The attribute as a channel has it: of several the one with the version asked for, and of those
   * one whose patches are known.
   */
  private @Nullable NixPackage given(Case asked) {
    List<NixPackage> found = packages.getOrDefault(asked.attribute(), List.of());
    List<NixPackage> exact =
        found.stream().filter(one -> asked.version().equals(one.version())).toList();
    return (exact.isEmpty() ? found : exact)
        .stream().min(Comparator.comparing(one -> one.sources() == null)).orElse(null);
  }

  /** Patches and known vulnerabilities are those of one version; the rest holds for others too. */
  private static NixPackage atVersion(NixPackage given, String version) {
    if (version.equals(given.version())) {
      return given;
    }
    return new NixPackage(
        given.attribute(),
        given.pname() + "-" + version,
        given.pname(),
        version,
        given.metadata().withoutKnownVulnerabilities(),
        null);
  }

  private static NixPackage named(Case asked) {
    String leaf = asked.attribute().substring(asked.attribute().lastIndexOf('.') + 1);
    String name =
        asked.project().isBlank() ? leaf : asked.project().strip().toLowerCase(Locale.ROOT);
    return new NixPackage(
        asked.attribute(),
        name + "-" + asked.version(),
        name,
        asked.version(),
        PackageMetadata.NONE,
        null);
  }
}
