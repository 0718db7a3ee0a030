package org.snowguard.server.browse;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snowguard.core.nixpkgs.Maintainer;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.PackageSpan;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What is known of one package. */
@Controller
final class PackagePages {

  private final PackageIndex packages;
  private final Projects projects;
  private final LinkStore links;

  PackagePages(PackageIndex packages, Projects projects, LinkStore links) {
    this.packages = packages;
    this.projects = projects;
    this.links = links;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/package/{attribute}")
  Reply show(@PathVariable String attribute) {
    List<PackageSpan> history = packages.history(attribute);
    if (history.isEmpty()) {
      throw new NotFound(
          "looking for a package",
          "attribute \"" + attribute + "\"",
          "search for a part of its name at /search?q=" + attribute + ".");
    }
    List<PackageSpan> standing = history.stream().filter(span -> span.until() == null).toList();
    Optional<PackageMetadata> metadata = history.stream().findFirst().flatMap(packages::metadata);
    List<PackageFinding> findings = links.findingsOfPackage(attribute);
    Map<Long, String> ids =
        links
            .byIds(findings.stream().map(PackageFinding::suggestionId).distinct().toList())
            .stream()
            .collect(Collectors.toMap(Link::id, Link::vulnerability));
    return Reply.page(
        "browse/package",
        new PackagePage(
            attribute,
            projects.ofAttribute(attribute).orElse(null),
            metadata.map(PackageMetadata::description).orElse(null),
            metadata.map(PackageMetadata::homepages).orElse(List.of()),
            metadata.map(PackageMetadata::position).orElse(null),
            metadata.map(PackagePages::logins).orElse(List.of()),
            standing.stream().map(this::version).toList(),
            FindingGrid.of(findings, finding -> ids.getOrDefault(finding.suggestionId(), "")),
            history));
  }

  private PackagePage.Version version(PackageSpan span) {
    return new PackagePage.Version(
        span.channel(),
        span.supported(),
        span.name(),
        span.version(),
        packages.sources(span).map(PackageSources::patches).orElse(null),
        packages.metadata(span).map(PackageMetadata::knownVulnerabilities).orElse(List.of()));
  }

  private static List<String> logins(PackageMetadata metadata) {
    return metadata.maintainers().stream()
        .map(Maintainer::login)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }
}
