package org.snowguard.server.publication;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.statement.NixPurl;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.formats.osv.OsvAdvisory;
import org.snowguard.formats.osv.OsvAdvisory.Affected;
import org.snowguard.formats.osv.OsvAdvisory.InChannel;
import org.snowguard.formats.osv.OsvAdvisory.Link;
import org.snowguard.formats.osv.OsvAdvisory.Severity;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.issue.content.IssueVulnerability;
import org.snowguard.server.publication.DecidedStore.SeenVersion;

/** Issues as OSV records. */
final class OsvForms {

  private static final String CVE_PAGE = "https://www.cve.org/CVERecord?id=";

  private final Address address;

  private final Duplicates duplicates;

  OsvForms(Address address, Duplicates duplicates) {
    this.address = address;
    this.duplicates = duplicates;
  }

  /**
   * @param seen versions that were seen affected in any snapshot
   * @param fixes commits that fix an attribute, with every backport
   */
  OsvAdvisory of(
      IssueContent issue,
      String id,
      List<SeenVersion> seen,
      Map<String, List<String>> fixes,
      Instant modified) {
    Instant published =
        Objects.requireNonNullElse(issue.moments().publishedAt(), issue.moments().createdAt());
    return new OsvAdvisory(
        id,
        modified,
        published,
        isWithdrawn(issue) ? issue.moments().closedAt() : null,
        issue.vulnerabilities().stream().map(IssueVulnerability::id).toList(),
        issue.title(),
        details(issue),
        severities(issue.vulnerabilities()),
        affected(issue, seen, fixes),
        references(issue, id),
        address.issue(id),
        issue.closeReason() == null
            ? issue.state().text()
            : "closed: " + issue.closeReason().text());
  }

  /** Where a person said that it holds nowhere, or that another one holds instead. */
  private boolean isWithdrawn(IssueContent issue) {
    CloseReason reason = issue.closeReason();
    if (reason == null || issue.moments().closedBy() == null) {
      return false;
    }
    return switch (reason) {
      case WITHDRAWN, NOT_AFFECTED -> true;
      case DUPLICATE -> duplicates.heldBy(issue).isPresent();
      case FIXED, WILL_NOT_FIX -> false;
    };
  }

  private static String details(IssueContent issue) {
    List<String> paragraphs = new ArrayList<>();
    if (!issue.description().isBlank()) {
      paragraphs.add(issue.description().strip());
    }
    for (IssueVulnerability flaw : issue.vulnerabilities()) {
      paragraphs.add(
          flaw.headline().equals(flaw.id()) ? flaw.id() : flaw.id() + ": " + flaw.headline());
    }
    return String.join("\n\n", paragraphs);
  }

  /** Of each version of CVSS the gravest vector: the schema means one of a type. */
  private static List<Severity> severities(List<IssueVulnerability> flaws) {
    Map<String, String> byType = new TreeMap<>();
    flaws.stream()
        .filter(flaw -> flaw.score() != null && flaw.cvssVector() != null)
        .sorted(
            Comparator.comparing((IssueVulnerability flaw) -> Objects.requireNonNull(flaw.score()))
                .reversed())
        .forEach(
            flaw -> {
              String vector = Objects.requireNonNull(flaw.cvssVector());
              byType.putIfAbsent(type(vector), vector);
            });
    return byType.entrySet().stream()
        .map(entry -> new Severity(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String type(String vector) {
    return vector.startsWith("CVSS:4")
        ? "CVSS_V4"
        : vector.startsWith("CVSS:3") ? "CVSS_V3" : "CVSS_V2";
  }

  private static List<Affected> affected(
      IssueContent issue, List<SeenVersion> seen, Map<String, List<String>> fixes) {
    Map<String, List<IssueFinding>> byAttribute = new TreeMap<>();
    issue.findings().stream()
        .filter(finding -> !finding.machine().code().equals(Published.MODULE))
        .forEach(
            finding ->
                byAttribute
                    .computeIfAbsent(finding.attribute(), key -> new ArrayList<>())
                    .add(finding));
    List<Affected> affected = new ArrayList<>();
    byAttribute.forEach(
        (attribute, findings) ->
            affected(attribute, findings, seen, fixes).ifPresent(affected::add));
    return affected;
  }

  /** Empty for a package that was never seen affected: it belongs to nobody's list. */
  private static Optional<Affected> affected(
      String attribute,
      List<IssueFinding> findings,
      List<SeenVersion> seen,
      Map<String, List<String>> fixes) {
    Set<Shipped> cleared = cleared(findings);
    Set<String> versions =
        seen.stream()
            .filter(one -> one.attribute().equals(attribute))
            .filter(one -> !cleared.contains(new Shipped(one.channel(), one.version())))
            .map(SeenVersion::version)
            .collect(Collectors.toCollection(TreeSet::new));
    boolean open = false;
    for (IssueFinding finding : findings) {
      open |= finding.verdict().isOpen();
      String version = finding.version();
      if (version != null && finding.verdict() == Verdict.AFFECTED) {
        versions.add(version);
      }
    }
    List<String> commits = fixes.getOrDefault(attribute, List.of());
    if (versions.isEmpty() && commits.isEmpty() && !open) {
      return Optional.empty();
    }
    return Optional.of(
        new Affected(
            attribute, NixPurl.of(attribute), List.copyOf(versions), channels(findings), commits));
  }

  private record Shipped(String channel, @Nullable String version) {}

  /** What a person judged not affected by any vulnerability of the issue, whatever was seen. */
  private static Set<Shipped> cleared(List<IssueFinding> findings) {
    Map<Shipped, Boolean> byPlace = new LinkedHashMap<>();
    findings.forEach(
        finding ->
            byPlace.merge(
                new Shipped(finding.channel(), finding.version()),
                finding.isOverridden() && finding.verdict() == Verdict.NOT_AFFECTED,
                Boolean::logicalAnd));
    return byPlace.keySet().stream().filter(byPlace::get).collect(Collectors.toSet());
  }

  /** Each channel at its worst. */
  private static List<InChannel> channels(List<IssueFinding> findings) {
    Map<String, IssueFinding> worst = new LinkedHashMap<>();
    findings.forEach(finding -> worst.merge(finding.channel(), finding, OsvForms::worse));
    return worst.values().stream()
        .sorted(Comparator.comparingInt(IssueFinding::channelPosition))
        .map(
            finding -> new InChannel(finding.channel(), finding.version(), finding.status().text()))
        .toList();
  }

  private static IssueFinding worse(IssueFinding one, IssueFinding other) {
    return IssueFinding.WORST_FIRST.indexOf(other.verdict())
            < IssueFinding.WORST_FIRST.indexOf(one.verdict())
        ? other
        : one;
  }

  private List<Link> references(IssueContent issue, String id) {
    Set<Link> links = new LinkedHashSet<>();
    links.add(new Link("ADVISORY", address.issue(id)));
    issue.vulnerabilities().stream()
        .map(IssueVulnerability::id)
        .filter(flaw -> flaw.startsWith("CVE-"))
        .forEach(flaw -> links.add(new Link("ADVISORY", CVE_PAGE + flaw)));
    issue.links().stream()
        .filter(link -> isUri(link.url()))
        .forEach(link -> links.add(new Link("WEB", link.url())));
    return List.copyOf(links);
  }

  private static boolean isUri(@Nullable String text) {
    try {
      return text != null && java.net.URI.create(text).isAbsolute();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
