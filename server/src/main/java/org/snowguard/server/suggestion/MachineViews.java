package org.snowguard.server.suggestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.Matcher;
import org.snowguard.core.match.Suggestion;
import org.snowguard.core.match.Tier;
import org.snowguard.core.triage.PackageFact;
import org.snowguard.core.triage.Placement;
import org.snowguard.core.triage.QueueRank;
import org.snowguard.core.verdict.Judgement;
import org.snowguard.core.verdict.PackageVerdict;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.formats.suggestion.SuggestionWriter;
import org.snowguard.server.ingest.Fingerprints;
import org.snowguard.server.matching.MatchIndex;
import org.snowguard.server.matching.MatchedRecord;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.suggestion.MachineView.Traits;
import org.snowguard.server.suggestion.MachineView.VerdictRow;
import org.snowguard.server.vulnerability.Vulnerability;

/**
 * Turns what the matcher says into what is stored: pure, so that portions can be prepared in
 * parallel.
 */
final class MachineViews {

  private final MatchIndex index;
  private final FirstImport.Boundary boundary;
  private final Set<String> supportedChannels;

  MachineViews(MatchIndex index, FirstImport.Boundary boundary) {
    this.index = index;
    this.boundary = boundary;
    supportedChannels =
        index.channels().stream()
            .filter(Channel::supported)
            .map(Channel::name)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Packages of supported channels as a decision keeps them. */
  List<PackageFact> supportedFacts(Suggestion suggestion) {
    return suggestion.packages().stream()
        .filter(judged -> supportedChannels.contains(judged.channel()))
        .map(PackageFact::of)
        .toList();
  }

  MachineView of(MatchedRecord matched, Suggestion suggestion, Vulnerability vulnerability) {
    return of(matched, suggestion, index.projectId(suggestion.project()), vulnerability);
  }

  private MachineView of(
      MatchedRecord matched, Suggestion suggestion, long projectId, Vulnerability vulnerability) {
    List<PackageFact> supported = supportedFacts(suggestion);
    Traits traits = traits(vulnerability);
    Placement placement =
        Placement.of(
            suggestion.tier(),
            supported.stream().map(PackageFact::verdict).toList(),
            vulnerability.publishedAt(),
            traits.knownExploited(),
            boundary.of(vulnerability.firstSeenAt()));
    List<VerdictRow> verdicts = verdictRows(matched, suggestion);
    List<String> marks = marks(suggestion.packages());
    long rank = rank(vulnerability, traits, likelyAndAffected(suggestion, supported));
    byte[] facts = factsDigest(suggestion, traits, marks, verdicts);
    return new MachineView(
        matched.vulnerabilityId(),
        projectId,
        suggestion,
        placement,
        rank,
        traits,
        marks,
        verdicts,
        supported,
        digest(SuggestionWriter.line(suggestion), (placement + "\n" + rank).getBytes(UTF_8), facts),
        facts);
  }

  /**
   * What is said of a link that people made, in the form of a suggestion: as sure as people are.
   *
   * @param project may have lost its last package
   */
  MachineView ofHandLink(
      MatchedRecord matched,
      Project project,
      List<PackageVerdict> verdicts,
      Vulnerability vulnerability) {
    Suggestion linked =
        new Suggestion(
            matched.record().id(),
            matched.record().cve(),
            matched.record().aliases(),
            project.slug(),
            null,
            project.attributes(),
            1,
            Tier.LIKELY,
            List.of(),
            List.of(),
            Matcher.ALGORITHM,
            verdicts);
    return of(matched, linked, project.id(), vulnerability);
  }

  private static boolean likelyAndAffected(Suggestion suggestion, List<PackageFact> supported) {
    return suggestion.tier() == Tier.LIKELY
        && supported.stream().anyMatch(fact -> fact.verdict() == Verdict.AFFECTED);
  }

  static Traits traits(Vulnerability vulnerability) {
    Float score = vulnerability.cvssScore();
    return new Traits(
        Objects.requireNonNullElse(vulnerability.publishedAt(), vulnerability.firstSeenAt()),
        score == null ? 0 : score,
        vulnerability.severity(),
        vulnerability.attackVector(),
        vulnerability.attackComplexity(),
        vulnerability.privilegesRequired(),
        vulnerability.userInteraction(),
        vulnerability.knownExploitedSince() != null,
        vulnerability.assigner());
  }

  static long rank(Vulnerability vulnerability, Traits traits, boolean likelyAndAffected) {
    Float epss = vulnerability.epss();
    return QueueRank.of(
        new QueueRank.Subject(
            traits.knownExploited(),
            "active".equals(vulnerability.exploitation()),
            likelyAndAffected,
            Boolean.TRUE.equals(vulnerability.automatable()),
            "total".equals(vulnerability.technicalImpact()),
            epss == null ? 0 : epss,
            null,
            traits.score(),
            traits.since()));
  }

  private List<String> marks(List<PackageVerdict> packages) {
    TreeSet<String> marks = new TreeSet<>();
    for (PackageVerdict judged : packages) {
      String verdict = judged.judgement().verdict().text();
      marks.add(verdict);
      marks.add(judged.channel());
      marks.add(judged.channel() + ":" + verdict);
      if (supportedChannels.contains(judged.channel())) {
        marks.add("supported:" + verdict);
      }
    }
    return List.copyOf(marks);
  }

  /** One row for packages with equal facts; a second where one of them is judged apart. */
  private List<VerdictRow> verdictRows(MatchedRecord matched, Suggestion suggestion) {
    Map<Long, Judgement> general = new HashMap<>();
    Map<String, Judgement> apart = new HashMap<>();
    List<VerdictRow> rows = new ArrayList<>();
    for (PackageVerdict judged : suggestion.packages()) {
      long facts = index.factsId(judged.channel(), judged.attribute());
      Judgement judgement = judged.judgement();
      Judgement known = general.putIfAbsent(facts, judgement);
      boolean isFirst = known == null;
      if (isFirst || !known.equals(judgement)) {
        String attribute = isFirst ? "" : judged.attribute();
        if (isFirst || apart.putIfAbsent(facts + " " + attribute, judgement) == null) {
          rows.add(row(facts, attribute, judgement, fix(matched, suggestion, judged)));
        }
      }
    }
    return rows;
  }

  private static @Nullable String fix(
      MatchedRecord matched, Suggestion suggestion, PackageVerdict judged) {
    return judged.judgement().verdict() == Verdict.AFFECTED
        ? NamedFix.of(matched.record(), suggestion, judged).orElse(null)
        : null;
  }

  private static VerdictRow row(
      long facts, String attribute, Judgement judgement, @Nullable String fix) {
    return new VerdictRow(
        facts,
        attribute,
        judgement.verdict().text(),
        judgement.code().text(),
        judgement.text(),
        judgement.pointer(),
        fix);
  }

  private static byte[] factsDigest(
      Suggestion suggestion, Traits traits, List<String> marks, List<VerdictRow> verdicts) {
    String facts = suggestion.attributes() + "\n" + traits + "\n" + marks + "\n" + verdicts;
    return digest(facts.getBytes(UTF_8));
  }

  private static byte[] digest(byte[]... parts) {
    MessageDigest digest = Fingerprints.sha256();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }
}
