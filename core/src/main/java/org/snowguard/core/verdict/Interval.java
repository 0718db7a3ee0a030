package org.snowguard.core.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.version.Order;
import org.snowguard.core.version.VersionOrder;

/**
 * Versions between two bounds; an absent bound is none.
 *
 * @param contradiction the range as written where its bounds contradict each other: then nothing is
 *     known up to {@code upper}, the greater of the two; null in all others
 */
record Interval(@Nullable Bound lower, @Nullable Bound upper, @Nullable String contradiction) {

  Interval(@Nullable Bound lower, @Nullable Bound upper) {
    this(lower, upper, null);
  }

  /** Where a version stands to a range. */
  enum Position {
    BELOW,
    INSIDE,
    ABOVE,
    UNDECIDED
  }

  Position position(SubjectVersion version) {
    Order toUpper = upper == null ? Order.LESS : orderToUpper(version, upper);
    if (toUpper == Order.GREATER
        || (toUpper == Order.EQUAL && upper != null && !upper.inclusive())) {
      return Position.ABOVE;
    }
    Order toLower = lower == null ? Order.GREATER : order(version, lower);
    if (toLower == Order.LESS || (toLower == Order.EQUAL && lower != null && !lower.inclusive())) {
      return Position.BELOW;
    }
    if (contradiction != null) {
      return Position.UNDECIDED;
    }
    return toUpper == Order.UNKNOWN || toLower == Order.UNKNOWN
        ? Position.UNDECIDED
        : Position.INSIDE;
  }

  /** The comparison that decides the position, for people. */
  String trace(SubjectVersion version) {
    if (contradiction != null && position(version) == Position.UNDECIDED) {
      return "%s cannot be placed %s".formatted(version.text(), contradiction);
    }
    if (upper != null && isBuildOfLast(version, upper)) {
      return "%s is a build of %s, the last version named".formatted(version.text(), upper.text());
    }
    Bound decisive = decisive(version);
    if (decisive == null) {
      return version.text() + " is a version, and every version is meant";
    }
    boolean both = lower != null && upper != null && position(version) == Position.INSIDE;
    return both && lower != null && upper != null
        ? "%s, %s".formatted(version.explain(lower), version.explain(upper))
        : version.explain(decisive);
  }

  ReasonCode whyUndecided(SubjectVersion version) {
    if (contradiction != null) {
      return ReasonCode.CONTRADICTORY_STATEMENTS;
    }
    if (upper != null && isBuildOfLast(version, upper)) {
      return ReasonCode.NOT_COMPARABLE;
    }
    Bound decisive = decisive(version);
    return decisive == null ? ReasonCode.NOT_COMPARABLE : version.whyUndecided(decisive);
  }

  private @Nullable Bound decisive(SubjectVersion version) {
    return switch (position(version)) {
      case BELOW -> lower;
      case ABOVE -> upper;
      case INSIDE -> upper == null ? lower : upper;
      case UNDECIDED ->
          upper != null && orderToUpper(version, upper) == Order.UNKNOWN ? upper : lower;
    };
  }

  /**
   * "Up to 2.38" speaks of what upstream calls 2.38: a distribution's 2.38-27 may be that with
   * patches, or without the one that counts.
   */
  private static Order orderToUpper(SubjectVersion version, Bound upper) {
    return isBuildOfLast(version, upper) ? Order.UNKNOWN : order(version, upper);
  }

  private static boolean isBuildOfLast(SubjectVersion version, Bound upper) {
    return upper.inclusive()
        && !upper.series()
        && version.isBuildOf(upper)
        && version.compare(upper) == Order.GREATER;
  }

  /**
   * Orders drop build metadata (semver.org, 10), so a fix that is only a build compares as equal to
   * the release that lacks it: whether a version without that build is meant, cannot be told.
   */
  private static Order order(SubjectVersion version, Bound bound) {
    Order order = bound.series() ? version.compareSeries(bound) : version.compare(bound);
    String build = bound.build();
    return order == Order.EQUAL && !version.text().endsWith(build) ? Order.UNKNOWN : order;
  }

  /**
   * Whether a version is a snapshot after the last version of this range: "up to 1.2" says that 1.2
   * is affected, not that the next commit is the fix.
   */
  boolean isSnapshotOfLast(SubjectVersion version) {
    return upper != null
        && upper.inclusive()
        && version.isSnapshot()
        && version.numbers().isSameRelease(upper.numbers())
        && position(version) == Position.ABOVE;
  }

  /** "2.x" and nothing else: the series that somebody tested, not one that ends with a fix. */
  boolean isSeriesAlone() {
    return lower != null
        && upper != null
        && upper.series()
        && lower.version().text().equals(upper.version().text());
  }

  /** Whether another version that the record names lies in this range for certain. */
  boolean contains(Bound named) {
    return contradiction == null
        && upper != null
        && (isBefore(named, upper) || isOfSeries(named, upper))
        && (lower == null || isBefore(lower, named));
  }

  private static boolean isOfSeries(Bound named, Bound end) {
    return end.series() && named.numbers().startsWith(end.numbers());
  }

  private static boolean isBefore(Bound first, Bound second) {
    Order order = VersionOrder.compare(first.version(), second.version());
    return order == Order.LESS || (order == Order.EQUAL && first.inclusive() && second.inclusive());
  }

  /** Whether no version can lie between the bounds, or the two cannot be told apart. */
  boolean isEmptyOrInverted() {
    if (lower == null || upper == null || upper.series()) {
      return false;
    }
    Order order = VersionOrder.compare(lower.version(), upper.version());
    return order == Order.GREATER
        || (order == Order.EQUAL
            && !(lower.inclusive() && upper.inclusive())
            && lower.build().equals(upper.build()));
  }

  /** The range that a version has left behind last, or the first where it has left none. */
  static Interval nearestBelow(List<Interval> intervals, SubjectVersion version) {
    return intervals.stream()
        .filter(interval -> interval.position(version) == Position.ABOVE)
        .reduce((first, second) -> isHigher(second, first) ? second : first)
        .orElse(intervals.getFirst());
  }

  private static boolean isHigher(Interval left, Interval right) {
    return left.upper != null
        && right.upper != null
        && VersionOrder.compare(left.upper.version(), right.upper.version()) == Order.GREATER;
  }
}
