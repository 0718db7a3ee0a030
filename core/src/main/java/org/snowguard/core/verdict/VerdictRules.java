package org.snowguard.core.verdict;

import java.util.List;
import java.util.Optional;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * Whether a package is affected. What nixpkgs says of it wins (known vulnerabilities, then
 * patches), then what the record's sources say in their ranges, and its prose where those are
 * silent. Every rule that cannot decide abstains: a wrong "not affected" hides a flaw, a wrong
 * "unknown" costs a look.
 *
 * <p>One object holds what is read once for all packages of a project. It is for one thread.
 */
public final class VerdictRules {
  private final LinkedEntries linked;
  private final NixpkgsEvidence evidence;
  private final RecordProse prose;

  private VerdictRules(VulnerabilityRecord vulnerability, List<AffectedEntry> linkedEntries) {
    linked = new LinkedEntries(linkedEntries);
    evidence = new NixpkgsEvidence(vulnerability);
    prose = new RecordProse(vulnerability);
  }

  /**
   * Rules for the packages of one project.
   *
   * @param linkedEntries the record's entries that speak of this project, chosen by the matcher;
   *     may be empty, then only prose and ids can tell
   */
  public static VerdictRules of(
      VulnerabilityRecord vulnerability, List<AffectedEntry> linkedEntries) {
    return new VerdictRules(vulnerability, linkedEntries);
  }

  /** Judges one package. */
  public Judgement judge(NixPackage pkg, ProjectVersions known) {
    return judge(VerdictSubject.of(pkg, known));
  }

  /** Judges one package. */
  public Judgement judge(VerdictSubject subject) {
    NixPackage pkg = subject.pkg();
    Optional<Judgement> byNixpkgs = evidence.find(pkg);
    if (byNixpkgs.isPresent()) {
      return byNixpkgs.get();
    }
    SubjectVersion version = subject.version();
    if (version == null) {
      return new Judgement(
          Verdict.UNKNOWN,
          ReasonCode.PACKAGE_WITHOUT_VERSION,
          pkg.attribute() + " has no version",
          "");
    }
    List<ReadEntry> entries = linked.read(subject.isExtendedSupport(), version);
    Opinion opinion =
        OlderVersions.applied(byEntriesAndProse(entries, pkg, version), prose, entries, version);
    return EditionRule.applied(opinion, prose, entries, subject, version).judgement();
  }

  private Opinion byEntriesAndProse(
      List<ReadEntry> entries, NixPackage pkg, SubjectVersion version) {
    Optional<SourcesRule.Voice> decisive = SourcesRule.decisive(entries, version);
    Optional<Opinion> byEntries = decisive.map(SourcesRule.Voice::opinion);
    boolean slip =
        byEntries.filter(o -> o.code() == ReasonCode.CONTRADICTORY_STATEMENTS).isPresent();
    List<AffectedEntry> read = entries.stream().map(ReadEntry::entry).toList();
    if (byEntries.isPresent() && byEntries.get().bounds() && !slip) {
      return widerThanProse(decisive.get(), read, pkg, version);
    }
    Optional<Opinion> byProse = ProseRule.opinion(prose, read, pkg, version);
    Optional<Opinion> bounding =
        byProse
            .filter(Opinion::bounds)
            .filter(prose -> !slip || prose.stance() != Opinion.Stance.UNDECIDED);
    if (bounding.isPresent()) {
      return ListedSpan.withinListed(bounding.get(), entries, version);
    }
    return SupportedVersions.opinion(prose, entries, version)
        .or(() -> decisive.map(VerdictRules::withoutBounds))
        .or(() -> byProse)
        .orElseGet(this::nothing);
  }

  /**
   * Others than the assigner read the assigner's prose, and sometimes lose where a range begins:
   * "2.x through 2.7" becomes "up to 2.7".
   */
  private Opinion widerThanProse(
      SourcesRule.Voice voice, List<AffectedEntry> read, NixPackage pkg, SubjectVersion version) {
    Opinion byEntries = voice.opinion();
    Container.Role role = voice.source().role();
    boolean byOthers =
        byEntries.stance() == Opinion.Stance.AFFECTED
            && (role == Container.Role.ADP || role == Container.Role.NVD);
    return byOthers && ProseRule.namesOnlyLater(prose, read, pkg, version)
        ? byEntries.with(
            Opinion.Stance.UNDECIDED,
            ReasonCode.SOURCES_DISAGREE,
            byEntries.text() + ", but the prose names only later versions")
        : byEntries;
  }

  /**
   * "Affected, all versions" is an answer of the assigner and of those who keep records of their
   * own: in another container of a CVE record, CPE names leave versions open. Where nobody has
   * looked at the versions, it is no answer.
   */
  private static Opinion withoutBounds(SourcesRule.Voice voice) {
    Opinion opinion = voice.opinion();
    if (opinion.stance() != Opinion.Stance.UNBOUNDED
        || opinion.code() == ReasonCode.STATED_UNKNOWN) {
      return opinion;
    }
    return voice.source().role() != Container.Role.ADP
        ? opinion.with(Opinion.Stance.AFFECTED, opinion.code(), opinion.text())
        : opinion.with(
            Opinion.Stance.SILENT,
            ReasonCode.NO_VERSIONS,
            opinion.text() + ", but not by the assigner");
  }

  private Opinion nothing() {
    List<AffectedEntry> linkedEntries = linked.all();
    boolean distributions = !linkedEntries.isEmpty();
    return new Opinion(
        Opinion.Stance.SILENT,
        distributions ? ReasonCode.OTHER_DISTRIBUTION : ReasonCode.NO_VERSIONS,
        distributions
            ? "only another distribution's builds are named"
            : "the record names no version of this software",
        distributions ? linkedEntries.getFirst().pointer() : "");
  }
}
