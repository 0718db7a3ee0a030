package org.snowguard.core.verdict;

import java.util.List;
import java.util.Optional;
import org.snowguard.core.version.Order;

/**
 * What one source says of a version in all its entries for a project: affected in any makes it
 * affected, not affected needs every entry that can be compared. Reads ranges as branches, where
 * they are.
 */
final class SourceRule {
  private final List<ReadEntry> entries;
  private final SubjectVersion version;

  private SourceRule(List<ReadEntry> entries, SubjectVersion version) {
    this.entries = entries;
    this.version = version;
  }

  static Opinion opinion(List<ReadEntry> entries, SubjectVersion version) {
    SourceRule rule = new SourceRule(entries, version);
    Opinion merged =
        entries.stream()
            .map(ReadEntry::opinion)
            .reduce((first, next) -> next.stance().compareTo(first.stance()) < 0 ? next : first)
            .orElseThrow();
    return switch (merged.stance()) {
      case AFFECTED ->
          rule.fixedOnItsBranch()
              .map(clear -> rule.doubtByList(clear).orElse(clear))
              .orElse(merged);
      case NOT_AFFECTED -> rule.doubtAtTheEdges(merged).orElse(merged);
      case UNDECIDED, NOT_ASSESSED, UNBOUNDED, SILENT -> merged;
    };
  }

  /**
   * "Before 115.13" beside "before 128" would say nothing of its own, if it were not the fix of a
   * branch: so 115.13 is fixed, though below 128; likewise "8.4.3 and prior" beside "9.1.0 and
   * prior". Needs both from one product without lower bounds, or a fix of that branch from each,
   * and no other bound inside that branch.
   */
  private Optional<Opinion> fixedOnItsBranch() {
    for (ReadEntry entry : entries) {
      for (Interval fixed : entry.affectedIntervals()) {
        if (isBranchFix(fixed)
            && entries.stream().allMatch(e -> leavesTheBranchOut(e, entry, fixed))) {
          String trace = fixed.trace(version) + ", fixed on its branch";
          return Optional.of(
              new Opinion(
                  Opinion.Stance.NOT_AFFECTED,
                  ReasonCode.OUTSIDE_AFFECTED_RANGES,
                  trace,
                  entry.opinion().pointer()));
        }
      }
    }
    return Optional.empty();
  }

  private boolean isBranchFix(Interval interval) {
    Bound upper = interval.upper();
    return interval.lower() == null
        && upper != null
        && !interval.isSnapshotOfLast(version)
        && upper.numbers().size() > 1
        && version.numbers().startsWith(upper.numbers().series())
        && interval.position(version) == Interval.Position.ABOVE;
  }

  /** Whether whatever else affects the version speaks of the same product, from a later branch. */
  private boolean leavesTheBranchOut(ReadEntry entry, ReadEntry branch, Interval fixed) {
    if (entry.opinion().stance() != Opinion.Stance.AFFECTED) {
      return true;
    }
    SeriesNumbers series = java.util.Objects.requireNonNull(fixed.upper()).numbers().series();
    List<Interval> affecting =
        entry.affectedIntervals().stream()
            .filter(i -> i.position(version) == Interval.Position.INSIDE)
            .toList();
    boolean fixedToo =
        entry.isSameProduct(branch)
            || entry.affectedIntervals().stream().anyMatch(this::isBranchFix);
    return fixedToo
        && !affecting.isEmpty()
        && affecting.stream()
            .allMatch(
                i ->
                    i.lower() == null
                        && i.upper() != null
                        && !i.upper().numbers().startsWith(series));
  }

  /** Reasons not to trust "outside every affected range". */
  private Optional<Opinion> doubtAtTheEdges(Opinion clear) {
    Optional<Opinion> everyVersionElsewhere =
        entries.stream()
            .filter(entry -> entry.opinion().stance() == Opinion.Stance.UNBOUNDED)
            .filter(entry -> entries.stream().noneMatch(other -> bounds(other, entry)))
            .findFirst()
            .map(entry -> entry.opinion().undecided());
    if (everyVersionElsewhere.isPresent()) {
      return everyVersionElsewhere;
    }
    if (clear.code() != ReasonCode.OUTSIDE_AFFECTED_RANGES) {
      return Optional.empty();
    }
    Optional<Opinion> byList = doubtByList(clear).or(() -> doubtByProduct(clear));
    if (byList.isPresent()) {
      return byList;
    }
    List<Interval> affected = affectedIntervals();
    for (Interval interval : affected) {
      Optional<Opinion> doubt = doubtAt(interval, clear);
      if (doubt.isPresent()) {
        return doubt;
      }
    }
    return isBetweenBranches(affected)
        ? Optional.of(
            clear.with(
                Opinion.Stance.UNDECIDED,
                ReasonCode.NOT_ASSESSED,
                "%s lies between the affected series, in none that the record names"
                    .formatted(version.text())))
        : buildSuffixDoubt(clear);
  }

  private List<Interval> affectedIntervals() {
    return entries.stream().flatMap(entry -> entry.affectedIntervals().stream()).toList();
  }

  private Optional<Opinion> doubtByList(Opinion clear) {
    return ListedBeyond.ranges(entries, affectedIntervals(), version)
        .map(
            listed ->
                clear.with(
                    Opinion.Stance.UNDECIDED,
                    ReasonCode.NOT_ASSESSED,
                    "%s, yet %s is listed as affected".formatted(clear.text(), listed.text())));
  }

  /** Versions of "GPU, vGPU, and Cloud Gaming" are those of one of them: of which, is not said. */
  private Optional<Opinion> doubtByProduct(Opinion clear) {
    return entries.stream()
        .filter(entry -> entry.opinion().bounds() && entry.namesSeveralProducts())
        .findFirst()
        .map(
            entry ->
                clear.with(
                    Opinion.Stance.UNDECIDED,
                    ReasonCode.NOT_ASSESSED,
                    "%s, yet \"%s\" are several products with versions of their own"
                        .formatted(clear.text(), entry.entry().product())));
  }

  /** Whether an entry gives the bounds that another of the same product leaves out. */
  private static boolean bounds(ReadEntry entry, ReadEntry unbounded) {
    return entry.opinion().bounds() && entry.isSameProduct(unbounded);
  }

  private Optional<Opinion> doubtAt(Interval interval, Opinion clear) {
    Bound lower = interval.lower();
    if (lower != null
        && interval.position(version) == Interval.Position.BELOW
        && lower.inclusive()
        && version.numbers().isSameRelease(lower.numbers())) {
      return Optional.of(
          clear.with(
              Opinion.Stance.UNDECIDED,
              ReasonCode.NOT_ASSESSED,
              version.explain(lower) + ", a pre-release of the first affected version"));
    }
    return interval.isSnapshotOfLast(version)
        ? Optional.of(
            clear.with(
                Opinion.Stance.UNDECIDED,
                ReasonCode.UNRELEASED_SNAPSHOT,
                "%s is a snapshot after the last version known to be affected"
                    .formatted(version.text())))
        : Optional.empty();
  }

  /**
   * Where the fix is a build ("+security-01"), the bare version at an exclusive end may lack it.
   */
  private Optional<Opinion> buildSuffixDoubt(Opinion clear) {
    for (ReadEntry entry : entries) {
      for (Statement statement : entry.statements()) {
        boolean byBuild = statement.changes().stream().anyMatch(c -> c.at().startsWith("+"));
        boolean hasBuild =
            statement.changes().stream().anyMatch(c -> version.text().endsWith(c.at()));
        if (byBuild && !hasBuild && isAtExclusiveEnd(statement)) {
          return Optional.of(
              clear.with(
                  Opinion.Stance.UNDECIDED,
                  ReasonCode.NOT_ASSESSED,
                  "%s is the end of an affected range, and the fix a build with the suffix %s"
                      .formatted(version.text(), statement.changes().getFirst().at())));
        }
      }
    }
    return Optional.empty();
  }

  private boolean isAtExclusiveEnd(Statement statement) {
    return statement.claim() instanceof Claim.Ranges ranges
        && ranges.intervals().stream()
            .map(Interval::upper)
            .anyMatch(
                upper ->
                    upper != null && !upper.inclusive() && version.compare(upper) == Order.EQUAL);
  }

  /**
   * Above the fix of one branch and below the start of the next, without being of the fixed branch:
   * an abandoned series in between never got the fix.
   */
  private boolean isBetweenBranches(List<Interval> affected) {
    List<Interval> above =
        affected.stream().filter(i -> i.position(version) == Interval.Position.BELOW).toList();
    List<Interval> below =
        affected.stream().filter(i -> i.position(version) == Interval.Position.ABOVE).toList();
    return !above.isEmpty()
        && !below.isEmpty()
        && below.stream().noneMatch(fixed -> isOfBranch(fixed, above));
  }

  private boolean isOfBranch(Interval fixed, List<Interval> later) {
    Bound upper = fixed.upper();
    if (upper == null) {
      return false;
    }
    SeriesNumbers end = upper.numbers();
    Bound lower = fixed.lower();
    SeriesNumbers wide =
        lower == null ? new SeriesNumbers(List.of()) : lower.numbers().commonLead(end);
    boolean othersInWide =
        later.stream()
            .map(Interval::lower)
            .anyMatch(start -> start != null && start.numbers().startsWith(wide));
    boolean narrowOnly = wide.isEmpty() || othersInWide;
    SeriesNumbers branch = narrowOnly ? (upper.series() ? end : end.series()) : wide;
    return version.numbers().startsWith(branch);
  }
}
