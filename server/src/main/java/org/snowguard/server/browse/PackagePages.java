package org.snowguard.server.browse;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.Maintainer;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.server.browse.answer.Answering;
import org.snowguard.server.browse.answer.InChannel;
import org.snowguard.server.nixpkgs.PackageHistory;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.PackageSpan;
import org.snowguard.server.nixpkgs.PackageStep;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.suggestion.FreshCounts;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What is known of one package. */
@Controller
final class PackagePages {

  private static final int SIZE = 50;
  private static final List<String> VERDICTS =
      List.of("affected", "unknown", "acknowledged", "patched", "not_affected");

  private final PackageIndex packages;
  private final PackageHistory histories;
  private final Projects projects;
  private final PackageFindingStore findings;
  private final DisputeStore disputes;
  private final Vulnerabilities vulnerabilities;
  private final FreshCounts<Subject, List<PackageFindingStore.Ranked>> ranked;
  private final FreshCounts<Subject, List<InChannel>> standings;

  PackagePages(
      PackageIndex packages,
      PackageHistory histories,
      Projects projects,
      PackageFindingStore findings,
      DisputeStore disputes,
      Vulnerabilities vulnerabilities,
      Answering answers,
      SuggestionChanges changes) {
    this.packages = packages;
    this.histories = histories;
    this.projects = projects;
    this.findings = findings;
    this.disputes = disputes;
    this.vulnerabilities = vulnerabilities;
    ranked =
        new FreshCounts<>(
            changes, of -> findings.ranked(of.projectId(), of.attribute(), of.factsIds()));
    standings = new FreshCounts<>(changes, of -> answers.ofPackage(of.projectId(), of.attribute()));
  }

  /** A package with the facts that its verdicts are stored under. */
  private record Subject(long projectId, String attribute, List<Long> factsIds) {}

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/package/{attribute}")
  Reply show(
      @PathVariable String attribute,
      @RequestParam(required = false) @Nullable String version,
      @RequestParam(required = false) @Nullable String verdict,
      @RequestParam(required = false) @Nullable String after) {
    List<PackageSpan> spans = packages.history(attribute);
    if (spans.isEmpty()) {
      throw new NotFound(
          "looking for a package",
          "attribute \"" + attribute + "\"",
          "search for a part of its name at /search?q=" + attribute + ".");
    }
    List<PackageSpan> standing = spans.stream().filter(span -> span.until() == null).toList();
    Map<Long, PackageMetadata> metadatas = packages.metadata(described(spans, standing));
    Optional<PackageMetadata> metadata =
        Optional.ofNullable(metadatas.get(spans.getFirst().metadataId()));
    PackageHistory.OfAttribute history = histories.of(attribute);
    Project project = projects.ofAttribute(attribute).orElse(null);
    List<PackageFindingStore.Ranked> all = links(project, attribute, standing);
    String shown = shownVerdict(verdict, all);
    Page<PackageFindingStore.Ranked> page = page(all, shown, Cursor.parse(after, 2));
    List<PackageFindingStore.Stated> stated =
        findings.findings(
            attribute, page.items().stream().map(PackageFindingStore.Ranked::id).toList());
    return Reply.page(
            "browse/package",
            new PackagePage(
                attribute,
                project,
                metadata.map(PackageMetadata::description).orElse(null),
                metadata.map(PackageMetadata::homepages).orElse(List.of()),
                metadata.map(PackageMetadata::position).orElse(null),
                metadata.map(PackagePages::logins).orElse(List.of()),
                versions(standing, metadatas),
                shown,
                counts(all),
                grid(stated),
                listed(stated),
                disputed(attribute, stated),
                page.next(),
                history,
                version == null
                    ? null
                    : PackagePage.AskedVersion.of(attribute, version, history, histories),
                !vulnerabilities.isEmpty(),
                project == null
                    ? List.of()
                    : standings.of(new Subject(project.id(), attribute, facts(standing)))))
        .inApi("packages", attribute);
  }

  private static List<Long> facts(List<PackageSpan> standing) {
    return standing.stream().map(PackageSpan::factsId).distinct().sorted().toList();
  }

  /** The package's page has the newest only. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/package/{attribute}/history")
  Reply history(
      @PathVariable String attribute,
      @RequestParam String channel,
      @RequestParam(required = false) @Nullable String after) {
    Page<PackageStep> steps = histories.steps(attribute, channel, Cursor.parse(after, 1), SIZE);
    if (steps.total() == 0) {
      throw new NotFound(
          "looking for a package's history",
          "attribute \"" + attribute + "\" in channel \"" + channel + "\"",
          "see /package/" + attribute + " for the channels that carried it.");
    }
    return Reply.page("browse/packageStepsPage", new PackageStepsPage(attribute, channel, steps))
        .twin(steps)
        .inApi("packages", attribute);
  }

  /** By what is said of supported channels; of the others only where it stands in none of these. */
  private List<PackageFindingStore.Ranked> links(
      @Nullable Project project, String attribute, List<PackageSpan> standing) {
    if (project == null) {
      return List.of();
    }
    boolean supported = standing.stream().anyMatch(PackageSpan::supported);
    List<Long> facts =
        standing.stream()
            .filter(span -> span.supported() || !supported)
            .map(PackageSpan::factsId)
            .distinct()
            .sorted()
            .toList();
    return ranked.of(new Subject(project.id(), attribute, facts));
  }

  private static String shownVerdict(@Nullable String asked, List<PackageFindingStore.Ranked> all) {
    if (asked == null) {
      return VERDICTS.stream()
          .filter(verdict -> all.stream().anyMatch(one -> one.verdict().equals(verdict)))
          .findFirst()
          .orElse("affected");
    }
    if (!VERDICTS.contains(asked)) {
      throw new BadInput(
          "listing a package's vulnerabilities",
          "verdict \"" + asked + "\"",
          "use one of " + String.join(", ", VERDICTS) + ".");
    }
    return asked;
  }

  private static List<PackagePage.VerdictCount> counts(List<PackageFindingStore.Ranked> all) {
    return VERDICTS.stream()
        .map(
            verdict ->
                new PackagePage.VerdictCount(
                    verdict, all.stream().filter(one -> one.verdict().equals(verdict)).count()))
        .filter(count -> count.count() > 0)
        .toList();
  }

  private static Page<PackageFindingStore.Ranked> page(
      List<PackageFindingStore.Ranked> all, String verdict, @Nullable Cursor after) {
    List<PackageFindingStore.Ranked> chosen =
        all.stream().filter(one -> one.verdict().equals(verdict)).toList();
    List<PackageFindingStore.Ranked> rest =
        chosen.stream()
            .filter(one -> after == null || isBehind(one, after))
            .limit(SIZE + 1)
            .toList();
    return Page.of(rest, SIZE, chosen.size(), one -> Cursor.of(one.rank(), one.id()));
  }

  private static boolean isBehind(PackageFindingStore.Ranked one, Cursor after) {
    return one.rank() < after.number(0)
        || (one.rank() == after.number(0) && one.id() > after.number(1));
  }

  private static FindingGrid grid(List<PackageFindingStore.Stated> stated) {
    Map<Long, String> ids = new HashMap<>();
    stated.forEach(one -> ids.put(one.finding().suggestionId(), one.vulnerability()));
    return FindingGrid.of(
        stated.stream().map(PackageFindingStore.Stated::finding).toList(),
        finding -> ids.getOrDefault(finding.suggestionId(), ""));
  }

  private Map<String, List<Dispute>> disputed(
      String attribute, List<PackageFindingStore.Stated> stated) {
    Map<Long, List<Dispute>> byLink =
        disputes.ofLinks(stated.stream().map(one -> one.finding().suggestionId()).toList());
    Map<String, List<Dispute>> disputed = new LinkedHashMap<>();
    for (PackageFindingStore.Stated one : stated) {
      List<Dispute> own =
          byLink.getOrDefault(one.finding().suggestionId(), List.of()).stream()
              .filter(dispute -> dispute.attribute().equals(attribute))
              .toList();
      if (!own.isEmpty()) {
        disputed.put(one.vulnerability(), own);
      }
    }
    return disputed;
  }

  private Map<String, Vulnerability> listed(List<PackageFindingStore.Stated> stated) {
    Map<String, Vulnerability> listed = new LinkedHashMap<>();
    vulnerabilities
        .byIds(stated.stream().map(PackageFindingStore.Stated::vulnerabilityId).distinct().toList())
        .values()
        .forEach(found -> listed.put(found.publicId(), found));
    return listed;
  }

  /** What stands, and the newest of all where nothing does any more. */
  private static List<PackageSpan> described(List<PackageSpan> all, List<PackageSpan> standing) {
    return Stream.concat(standing.stream(), Stream.of(all.getFirst())).toList();
  }

  private List<PackagePage.Version> versions(
      List<PackageSpan> standing, Map<Long, PackageMetadata> metadatas) {
    Map<Long, PackageSources> sources = packages.sources(standing);
    return standing.stream()
        .map(
            span ->
                new PackagePage.Version(
                    span.channel(),
                    span.supported(),
                    span.name(),
                    span.version(),
                    Optional.ofNullable(sources.get(span.id()))
                        .map(PackageSources::patches)
                        .orElse(null),
                    Optional.ofNullable(metadatas.get(span.metadataId()))
                        .map(PackageMetadata::knownVulnerabilities)
                        .orElse(List.of())))
        .toList();
  }

  private static List<String> logins(PackageMetadata metadata) {
    return metadata.maintainers().stream()
        .map(Maintainer::login)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }
}
