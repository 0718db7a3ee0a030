package org.snowguard.core.verdict;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.VersionChange;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.core.version.Order;
import org.snowguard.core.version.VersionOrder;

/**
 * What one entry of a record says of a version: the algorithm of CVE JSON 5 (definitions/product,
 * "version status decision algorithm") made three-valued. Statements in order, the first that
 * matches decides, the default status for the rest. Where the algorithm and what records mean
 * differ, the reason stands beside the rule.
 */
final class EntryRule {
  private final AffectedEntry entry;
  private final List<Statement> statements;
  private final SubjectVersion version;

  /** Statuses that a statement would decide if its bounds could be compared. */
  private final Set<VersionStatus> possible = EnumSet.noneOf(VersionStatus.class);

  private @Nullable Opinion firstUndecided;

  private EntryRule(AffectedEntry entry, List<Statement> statements, SubjectVersion version) {
    this.entry = entry;
    this.statements = statements;
    this.version = version;
  }

  static Opinion opinion(AffectedEntry entry, List<Statement> statements, SubjectVersion version) {
    return new EntryRule(entry, statements, version).decide();
  }

  /** The ranges that an entry calls affected. */
  static List<Interval> affectedIntervals(List<Statement> statements) {
    List<Interval> intervals = new ArrayList<>();
    for (Statement statement : statements) {
      if (statement.status() == VersionStatus.AFFECTED
          && statement.claim() instanceof Claim.Ranges ranges) {
        intervals.addAll(ranges.intervals());
      }
    }
    return intervals;
  }

  private Opinion decide() {
    for (Statement statement : statements) {
      Opinion matched =
          switch (statement.claim()) {
            case Claim.Ranges ranges -> inRanges(statement, ranges);
            case Claim.Listed listed -> amongListed(statement, listed);
            case Claim.EveryVersion _, Claim.Commits _, Claim.NoVersion _, Claim.Unreadable _ ->
                null;
          };
      if (matched != null) {
        return withDoubts(matched);
      }
    }
    return withDoubts(otherwise());
  }

  private @Nullable Opinion inRanges(Statement statement, Claim.Ranges ranges) {
    for (Interval interval : ranges.intervals()) {
      switch (interval.position(version)) {
        case INSIDE -> {
          return inside(statement, interval);
        }
        case UNDECIDED ->
            doubt(
                statement.status(),
                interval.whyUndecided(version),
                interval.trace(version),
                statement.pointer());
        case BELOW, ABOVE -> {
          // this range says nothing of the version
        }
      }
    }
    return null;
  }

  private Opinion inside(Statement statement, Interval interval) {
    VersionStatus status = statement.status();
    String trace = interval.trace(version);
    Bound lastChange = null;
    for (VersionChange change : statement.changes()) {
      if (change.at().startsWith("+")) {
        // A change at a build names no version: builds with that suffix have the status.
        status = version.text().endsWith(change.at()) ? change.status() : status;
        continue;
      }
      Bound at = Bound.at(change.at(), statement.scheme(), true);
      Order order = version.compare(at);
      if (order == Order.UNKNOWN) {
        doubt(change.status(), version.whyUndecided(at), version.explain(at), statement.pointer());
      } else if (order != Order.LESS && isLater(at, lastChange)) {
        lastChange = at;
        status = change.status();
        trace = version.explain(at);
      }
    }
    return decided(status, interval, trace, statement.pointer());
  }

  private static boolean isLater(Bound at, @Nullable Bound last) {
    return last == null || VersionOrder.compare(last.version(), at.version()) != Order.GREATER;
  }

  private Opinion decided(VersionStatus status, Interval interval, String trace, String pointer) {
    return switch (status) {
      case AFFECTED ->
          new Opinion(Opinion.Stance.AFFECTED, ReasonCode.IN_AFFECTED_RANGE, trace, pointer);
      case UNAFFECTED -> unaffected(interval, trace, pointer);
      case UNKNOWN ->
          new Opinion(
              Opinion.Stance.UNDECIDED,
              ReasonCode.STATED_UNKNOWN,
              "the record calls the status unknown: " + trace,
              pointer);
    };
  }

  /**
   * "Unaffected below 6.3" and "fixed by 6.1.53 in 6.1" contradict each other for 6.1.52: what
   * brought the flaw in was carried back to that series too.
   */
  private Opinion unaffected(Interval interval, String trace, String pointer) {
    if (interval.lower() == null) {
      for (Statement other : statements) {
        Bound fix = fixInSeriesOf(other);
        if (fix != null) {
          return new Opinion(
              Opinion.Stance.UNDECIDED,
              ReasonCode.CONTRADICTORY_STATEMENTS,
              "%s, yet %s is named as the fix in its series".formatted(trace, fix.text()),
              other.pointer());
        }
      }
    }
    return new Opinion(Opinion.Stance.NOT_AFFECTED, ReasonCode.IN_UNAFFECTED_RANGE, trace, pointer);
  }

  private @Nullable Bound fixInSeriesOf(Statement statement) {
    if (statement.status() == VersionStatus.UNAFFECTED
        && statement.claim() instanceof Claim.Ranges ranges) {
      for (Interval interval : ranges.intervals()) {
        Bound fix = interval.lower();
        Bound end = interval.upper();
        if (fix != null
            && end != null
            && end.series()
            && version.numbers().startsWith(end.numbers())
            && version.compare(fix) == Order.LESS) {
          return fix;
        }
      }
    }
    return null;
  }

  private @Nullable Opinion amongListed(Statement statement, Claim.Listed listed) {
    for (Bound one : listed.versions()) {
      Order order = version.compare(one);
      if (order == Order.EQUAL) {
        return listed(statement, version.explain(one));
      }
      boolean certainlyOther =
          order != Order.UNKNOWN || !version.numbers().isSameRelease(one.numbers());
      if (!certainlyOther) {
        doubt(
            statement.status(),
            version.whyUndecided(one),
            version.explain(one),
            statement.pointer());
      }
    }
    return null;
  }

  private static Opinion listed(Statement statement, String trace) {
    return switch (statement.status()) {
      case AFFECTED ->
          new Opinion(
              Opinion.Stance.AFFECTED, ReasonCode.LISTED_AFFECTED, trace, statement.pointer());
      case UNAFFECTED ->
          new Opinion(
              Opinion.Stance.NOT_AFFECTED,
              ReasonCode.LISTED_UNAFFECTED,
              trace,
              statement.pointer());
      case UNKNOWN ->
          new Opinion(
              Opinion.Stance.UNDECIDED, ReasonCode.STATED_UNKNOWN, trace, statement.pointer());
    };
  }

  private Opinion otherwise() {
    return new DefaultStatusRule(entry, statements, version).opinion();
  }

  private void doubt(VersionStatus status, ReasonCode code, String trace, String pointer) {
    possible.add(status);
    if (firstUndecided == null) {
      firstUndecided = new Opinion(Opinion.Stance.UNDECIDED, code, trace, pointer);
    }
  }

  /** An opinion stands against statements that could not be compared only if those say the same. */
  private Opinion withDoubts(Opinion opinion) {
    if (firstUndecided == null) {
      return opinion;
    }
    boolean agreed =
        switch (opinion.stance()) {
          case AFFECTED -> possible.equals(EnumSet.of(VersionStatus.AFFECTED));
          case NOT_AFFECTED -> possible.equals(EnumSet.of(VersionStatus.UNAFFECTED));
          case UNDECIDED, NOT_ASSESSED, UNBOUNDED, SILENT -> false;
        };
    return agreed ? opinion : firstUndecided;
  }
}
