package org.snowguard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snowguard.core.match.LearnedAliases;
import org.snowguard.core.match.MatchTables;
import org.snowguard.core.match.Matcher;
import org.snowguard.core.match.Suggestion;
import org.snowguard.core.match.Tier;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.channel.ChannelReader;
import org.snowguard.formats.cve.FiledRecords;

/**
 * Maintainers name flaws in patches and known vulnerabilities: of each that has a record, the
 * matcher must find the package, and the verdict must respect what the maintainer did.
 */
class NamedFlawsTest {
  private static final Path DATA = Path.of(System.getProperty("snowguard.shared", "."), "data");
  private static final Path NIXPKGS = DATA.resolve("nixpkgs");
  private static final Path PACKAGES =
      NIXPKGS.resolve("nixos-unstable-2026-07-14.packages.json.xz");
  private static final Path SOURCES = NIXPKGS.resolve("nixos-unstable-2026-07-14.sources.jsonl.xz");
  private static final List<Path> RECORDS =
      List.of(
          DATA.resolve("cve/baseline-2024-10-24.tar.xz"),
          DATA.resolve("cve/deltas-2024-10-25..2025-01-24.tar.xz"));
  private static final Pattern CVE = Pattern.compile("(?i)CVE[-_]\\d{4}[-_]\\d{4,7}");

  /** A record, and an attribute whose package names it. */
  private record Pair(String cve, String attribute) {
    @Override
    public String toString() {
      return cve + " " + attribute;
    }
  }

  private static final Map<Pair, String> OUTCOMES = new TreeMap<>(NamedFlawsTest::inOrder);
  private static Matcher matcher = Matcher.of(List.of(), List.of(), LearnedAliases.NONE);
  private static Map<String, VulnerabilityRecord> records = Map.of();
  private static Set<Pair> pairs = Set.of();

  private static int inOrder(Pair one, Pair other) {
    return one.toString().compareTo(other.toString());
  }

  @BeforeAll
  static void readAll() throws IOException {
    for (Path path : List.of(PACKAGES, SOURCES, RECORDS.getFirst(), RECORDS.getLast())) {
      assumeTrue(Files.exists(path), "skipped: real data not found at " + path);
    }
    ChannelPackages unstable =
        ChannelReader.read("nixos-unstable", PACKAGES, SOURCES, ProgressListener.NONE).channel();
    Set<Pair> named = new TreeSet<>(NamedFlawsTest::inOrder);
    for (NixPackage one : unstable.packages()) {
      flaws(one).forEach(cve -> named.add(new Pair(cve, one.attribute())));
    }
    records =
        FiledRecords.latest(
            RECORDS, named.stream().map(Pair::cve).collect(Collectors.toSet()), problem -> {});
    pairs =
        named.stream()
            .filter(pair -> records.containsKey(pair.cve()))
            .collect(Collectors.toCollection(() -> new TreeSet<>(NamedFlawsTest::inOrder)));
    List<ChannelPackages> channels = List.of(unstable);
    matcher = Matcher.of(channels, ProjectClustering.cluster(channels), LearnedAliases.NONE);
    for (Pair pair : pairs) {
      OUTCOMES.put(pair, outcome(matcher, pair));
    }
  }

  @Test
  void areLinkedAndJudgedAsTheirMaintainersDid() {
    assertThat(pairs).hasSizeGreaterThan(50);
    Map<String, String> otherwise = new TreeMap<>();
    OUTCOMES.forEach(
        (pair, outcome) -> {
          if (!outcome.equals(Verdict.PATCHED.name())
              && !outcome.equals(Verdict.ACKNOWLEDGED.name())) {
            otherwise.put(pair.toString(), outcome);
          }
        });
    assertThat(otherwise).isEmpty();
  }

  @Test
  void mostAreLinkedByTheirRecordsAlone() {
    Matcher without = matcher.with(MatchTables.shipped().withoutEvidence("named_in_package"));
    Set<String> lost =
        pairs.stream()
            .filter(pair -> !isShown(without, pair))
            .map(Pair::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    System.out.printf(
        "Flaws that packages name: %d pairs, %d linked without that key, not: %s%n",
        pairs.size(), pairs.size() - lost.size(), lost);
    // Most of the rest carry another's software, which their records do not say: a manager of
    // repositories its logging library, a chat client its encryption.
    assertThat(lost.size()).isLessThan(pairs.size() / 3);
  }

  private static boolean isShown(Matcher by, Pair pair) {
    return suggestions(by, pair).stream()
        .anyMatch(one -> one.tier() != Tier.WEAK && one.attributes().contains(pair.attribute()));
  }

  private static String outcome(Matcher by, Pair pair) {
    return suggestions(by, pair).stream()
        .filter(one -> one.attributes().contains(pair.attribute()))
        .flatMap(one -> one.packages().stream())
        .filter(one -> one.attribute().equals(pair.attribute()))
        .map(one -> one.judgement().verdict().name())
        .findFirst()
        .orElse("not linked");
  }

  private static List<Suggestion> suggestions(Matcher by, Pair pair) {
    VulnerabilityRecord found = records.get(pair.cve());
    return found == null ? List.of() : by.match(found);
  }

  private static Set<String> flaws(NixPackage one) {
    StringBuilder text = new StringBuilder(String.join(" ", one.metadata().knownVulnerabilities()));
    PackageSources sources = one.sources();
    if (sources != null) {
      sources
          .patches()
          .forEach(
              patch ->
                  text.append(' ')
                      .append(patch.name())
                      .append(' ')
                      .append(String.join(" ", patch.urls())));
    }
    return CVE.matcher(text)
        .results()
        .map(MatchResult::group)
        .map(id -> id.toUpperCase(java.util.Locale.ROOT).replace('_', '-'))
        .collect(Collectors.toSet());
  }
}
