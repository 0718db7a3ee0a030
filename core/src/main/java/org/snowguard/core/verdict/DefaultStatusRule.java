package org.snowguard.core.verdict;

import java.util.List;
import java.util.Optional;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.core.version.Order;

/** What an entry says of a version that none of its statements matches. */
final class DefaultStatusRule {
  private final AffectedEntry entry;
  private final List<Statement> statements;
  private final SubjectVersion version;

  DefaultStatusRule(AffectedEntry entry, List<Statement> statements, SubjectVersion version) {
    this.entry = entry;
    this.statements = statements;
    this.version = version;
  }

  Opinion opinion() {
    if (has(Claim.Commits.class)) {
      // Linux has two entries for each flaw: that of commits is "unaffected" by default.
      return silent(ReasonCode.COMMITS_ONLY, "only commits are named");
    }
    Optional<Statement> unreadable = first(Claim.Unreadable.class);
    if (unreadable.isPresent()) {
      return unreadable(unreadable.get());
    }
    Optional<Statement> every =
        first(Claim.EveryVersion.class).filter(s -> s.status() == VersionStatus.AFFECTED);
    if (every.isPresent()) {
      return new Opinion(
          Opinion.Stance.UNBOUNDED,
          ReasonCode.ALL_VERSIONS_AFFECTED,
          "every version is called affected",
          every.get().pointer());
    }
    Optional<Statement> none = first(Claim.EveryVersion.class);
    if (none.isPresent() && none.get().status() == VersionStatus.UNAFFECTED) {
      return new Opinion(
          Opinion.Stance.NOT_AFFECTED,
          ReasonCode.IN_UNAFFECTED_RANGE,
          "every version is called unaffected",
          none.get().pointer());
    }
    if (none.isPresent() && entry.container().role() == Container.Role.OSV) {
      // The format has no status "unknown": its reader gives it to what nobody has reviewed.
      return new Opinion(
          Opinion.Stance.UNBOUNDED,
          ReasonCode.STATED_UNKNOWN,
          "every version is called affected by default, in a report that nobody has reviewed",
          none.get().pointer());
    }
    return statements.stream().allMatch(s -> s.claim() instanceof Claim.NoVersion)
        ? withoutVersions()
        : withVersions();
  }

  private Opinion unreadable(Statement statement) {
    String text = ((Claim.Unreadable) statement.claim()).text();
    boolean othersReadable = has(Claim.Ranges.class) || has(Claim.Listed.class);
    return new Opinion(
        othersReadable ? Opinion.Stance.UNDECIDED : Opinion.Stance.SILENT,
        ReasonCode.UNREADABLE_VERSIONS,
        "\"%s\" cannot be read as versions".formatted(shortened(text)),
        statement.pointer());
  }

  private Opinion withoutVersions() {
    return silent(
        ReasonCode.NO_VERSIONS,
        entry.defaultStatus() == VersionStatus.AFFECTED
            ? "affected by default, without a version"
            : "no version is named");
  }

  private Opinion withVersions() {
    boolean defaultAffected = entry.defaultStatus() == VersionStatus.AFFECTED;
    if (defaultAffected && (says(VersionStatus.UNAFFECTED) || !says(VersionStatus.AFFECTED))) {
      return affectedByDefault();
    }
    boolean onlyUnaffected = !says(VersionStatus.AFFECTED) && says(VersionStatus.UNAFFECTED);
    // Mozilla names the fixed versions alone and no default: the rest is affected.
    if (onlyUnaffected && entry.defaultStatus() == null && has(Claim.Ranges.class)) {
      return affected("only fixed versions are named, %s is none of them");
    }
    List<Interval> affected = EntryRule.affectedIntervals(statements);
    if (affected.isEmpty()) {
      return notAssessed();
    }
    return defaultAffected ? vacuousDefault(affected) : outside(affected);
  }

  private boolean says(VersionStatus status) {
    return statements.stream()
        .anyMatch(s -> s.status() == status && !(s.claim() instanceof Claim.NoVersion));
  }

  /**
   * "Affected before 8.4" and "affected by default" beside nothing else: the range would say
   * nothing, so the default is a slip of the form. Above every range it is overlooked; below, the
   * two are left alone.
   */
  private Opinion vacuousDefault(List<Interval> affected) {
    boolean below = affected.stream().anyMatch(i -> i.position(version) == Interval.Position.BELOW);
    Opinion outside = outside(affected);
    return below
        ? outside.with(
            Opinion.Stance.UNDECIDED,
            ReasonCode.CONTRADICTORY_STATEMENTS,
            outside.text() + ", yet affected by default")
        : outside;
  }

  /**
   * A default of "affected" without a first affected version is said of the series that the record
   * names; whether it reaches back by a major version, nobody has looked.
   */
  private Opinion affectedByDefault() {
    boolean startIsKnown =
        statements.stream()
            .anyMatch(
                s ->
                    (s.status() == VersionStatus.AFFECTED
                            && !(s.claim() instanceof Claim.NoVersion))
                        || isUnaffectedFromTheStart(s));
    boolean olderThanAll =
        statements.stream()
            .flatMap(s -> ClaimBounds.of(s.claim()).stream())
            .allMatch(bound -> version.numbers().isOlderMajor(bound.numbers()));
    Optional<Bound> passed = passedFix();
    if (passed.isPresent()) {
      return new Opinion(
          Opinion.Stance.NOT_ASSESSED,
          ReasonCode.NOT_ASSESSED,
          version.explain(passed.get()) + ", a single version that is called unaffected",
          entry.pointer());
    }
    return !startIsKnown && olderThanAll
        ? new Opinion(
            Opinion.Stance.UNDECIDED,
            ReasonCode.NOT_ASSESSED,
            "%s is older than every series that the record names, and it names no first affected version"
                .formatted(version.text()),
            entry.pointer())
        : affected("affected by default, no fixed version reaches %s");
  }

  /**
   * Where single versions are all that is called unaffected, they are the fixes: of a default of
   * "affected" nobody means what follows them, in their series or at the top.
   */
  private Optional<Bound> passedFix() {
    List<Statement> unaffected =
        statements.stream().filter(s -> s.status() == VersionStatus.UNAFFECTED).toList();
    List<Bound> fixes =
        unaffected.stream().flatMap(s -> ClaimBounds.of(s.claim()).stream()).toList();
    if (!unaffected.stream().allMatch(s -> s.claim() instanceof Claim.Listed)) {
      return Optional.empty();
    }
    List<Bound> passed =
        fixes.stream().filter(fix -> version.compare(fix) == Order.GREATER).toList();
    return passed.stream()
        .filter(
            fix ->
                passed.size() == fixes.size()
                    || version.numbers().startsWith(fix.numbers().series()))
        .findFirst();
  }

  private static boolean isUnaffectedFromTheStart(Statement statement) {
    return statement.status() == VersionStatus.UNAFFECTED
        && statement.claim() instanceof Claim.Ranges ranges
        && ranges.intervals().stream().anyMatch(interval -> interval.lower() == null);
  }

  private Opinion affected(String format) {
    return new Opinion(
        Opinion.Stance.AFFECTED,
        ReasonCode.DEFAULT_STATUS,
        format.formatted(version.text()),
        entry.pointer());
  }

  /**
   * Outside every affected range. The algorithm gives "unknown" where the default is missing; but a
   * range with an end is written to say that its end is the fix, and half of all records leave the
   * default out. An assigner who writes "unknown" has thought of the others: then only a fix that
   * is named clears what follows it.
   */
  private Opinion outside(List<Interval> affected) {
    Interval nearest = Interval.nearestBelow(affected, version);
    if (isUnknownToAssigner() && !isPastFix(nearest)) {
      return new Opinion(
          Opinion.Stance.UNDECIDED,
          ReasonCode.STATED_UNKNOWN,
          nearest.trace(version) + ", and the assigner calls other versions unknown",
          pointerOf(nearest));
    }
    if (nearest.isSeriesAlone() && nearest.position(version) == Interval.Position.ABOVE) {
      return new Opinion(
          Opinion.Stance.NOT_ASSESSED,
          ReasonCode.NOT_ASSESSED,
          nearest.trace(version) + ", a series named without its fix",
          pointerOf(nearest));
    }
    return new Opinion(
        Opinion.Stance.NOT_AFFECTED,
        ReasonCode.OUTSIDE_AFFECTED_RANGES,
        nearest.trace(version),
        pointerOf(nearest));
  }

  private boolean isUnknownToAssigner() {
    return entry.container().role() == Container.Role.CNA
        && entry.defaultStatus() == VersionStatus.UNKNOWN;
  }

  private boolean isPastFix(Interval interval) {
    Bound upper = interval.upper();
    return upper != null
        && !upper.inclusive()
        && interval.position(version) == Interval.Position.ABOVE;
  }

  private String pointerOf(Interval wanted) {
    return statements.stream()
        .filter(s -> s.claim() instanceof Claim.Ranges r && r.intervals().contains(wanted))
        .map(Statement::pointer)
        .findFirst()
        .orElse(entry.pointer());
  }

  /**
   * Single versions say nothing of others, whatever the default: people list the version that they
   * tested.
   */
  private Opinion notAssessed() {
    return new Opinion(
        Opinion.Stance.NOT_ASSESSED,
        ReasonCode.NOT_ASSESSED,
        "only single versions are named, %s is none of them".formatted(version.text()),
        entry.pointer());
  }

  private Opinion silent(ReasonCode code, String text) {
    return new Opinion(Opinion.Stance.SILENT, code, text, entry.pointer());
  }

  private boolean has(Class<? extends Claim> kind) {
    return first(kind).isPresent();
  }

  private Optional<Statement> first(Class<? extends Claim> kind) {
    return statements.stream().filter(s -> kind.isInstance(s.claim())).findFirst();
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
