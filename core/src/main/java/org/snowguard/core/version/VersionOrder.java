package org.snowguard.core.version;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.version.VersionParts.Snapshot;

/**
 * The three-valued order for bounds of vulnerability records. It differs from {@link NixVersion} in
 * what it knows (1.0-rc1 comes before 1.0, 153.0 is 153.0.0) and in what it admits not to know.
 *
 * <p>Among the answers that are known, LESS is transitive and EQUAL symmetric. No text makes it
 * throw.
 */
public final class VersionOrder {

  private static final int SCALE_FACTOR = 10;

  private VersionOrder() {}

  public static Order compare(String left, String right, VersionScheme scheme) {
    return compare(ParsedVersion.parse(left, scheme), ParsedVersion.parse(right, scheme));
  }

  public static Order compare(ParsedVersion left, ParsedVersion right) {
    return find(left, right).order();
  }

  /** Compares a package's version with a record's bound, using what else is known about the two. */
  public static Order compare(
      ParsedVersion version, ParsedVersion bound, VersionEvidence evidence) {
    return find(version, bound, evidence).order();
  }

  /**
   * Compares a version with a whole series such as {@code 6.6.*}: EQUAL says that it belongs to it.
   */
  public static Order compareToSeries(ParsedVersion version, ParsedVersion series) {
    if (!version.isComparable() || !series.isComparable() || isUnreleased(version.parts())) {
      return Order.UNKNOWN;
    }
    VersionParts parts = version.parts();
    ReleaseNumbers leading = parts.release().leading(series.parts().release().count());
    VersionParts released =
        new VersionParts(
            parts.epoch(),
            parts.prefix(),
            leading,
            List.of(),
            new VersionParts.Flattened(leading, List.of(), false),
            "",
            Snapshot.NONE,
            0);
    Order order = findReleased(released, series.parts(), version.scheme()).order();
    return parts.isSnapshot() && order != Order.GREATER ? Order.UNKNOWN : order;
  }

  /** One line for people: {@code 2.30.0 < 2.31.0 (python)}. */
  public static String explain(String left, String right, VersionScheme scheme) {
    return explain(
        ParsedVersion.parse(left, scheme),
        ParsedVersion.parse(right, scheme),
        VersionEvidence.NONE);
  }

  public static String explain(
      ParsedVersion version, ParsedVersion bound, VersionEvidence evidence) {
    Finding finding = find(version, bound, evidence);
    String line =
        "%s %s %s (%s)"
            .formatted(
                shortened(version.text()),
                finding.order().sign(),
                shortened(bound.text()),
                version.scheme().label());
    return finding.reason().isEmpty() ? line : line + ": " + finding.reason();
  }

  private static String shortened(String text) {
    return text.length() <= VersionParser.MAXIMUM_LENGTH ? text : text.substring(0, 40) + "…";
  }

  private static Finding find(
      ParsedVersion version, ParsedVersion bound, VersionEvidence evidence) {
    Finding finding = find(version, bound);
    if (finding == Finding.SNAPSHOT || finding == Finding.UNRELEASED) {
      Order byDate = compareWithDate(version.parts(), bound.parts(), evidence.boundDate());
      return Finding.of(byDate, finding);
    }
    if (finding == Finding.LESS && isBeyondScale(bound.parts(), evidence.greatestKnown())) {
      return Finding.SCALE;
    }
    return finding;
  }

  /**
   * Only bounds far above everything known are suspicious: a project's own old bounds lie far below
   * (Firefox 153 against 3.6).
   */
  private static boolean isBeyondScale(VersionParts bound, long greatestKnown) {
    // A project at 0.14 does not know a bound of 10.26: somebody forgot the "0.".
    return greatestKnown == 0
        ? bound.firstNumber() >= SCALE_FACTOR
        : greatestKnown > 0 && bound.firstNumber() / SCALE_FACTOR > greatestKnown;
  }

  private static Order compareWithDate(
      VersionParts version, VersionParts bound, @Nullable LocalDate boundDate) {
    if (boundDate == null || version.snapshotDate() == 0 || bound.isSnapshot()) {
      return Order.UNKNOWN;
    }
    int day = boundDate.getYear() * 10_000 + boundDate.getMonthValue() * 100;
    Order order =
        Order.of(Integer.compare(version.snapshotDate(), day + boundDate.getDayOfMonth()));
    return order == Order.EQUAL ? Order.UNKNOWN : order;
  }

  private static Finding find(ParsedVersion left, ParsedVersion right) {
    if (left.problem() == Finding.TOO_LONG || right.problem() == Finding.TOO_LONG) {
      return Finding.TOO_LONG;
    }
    if (left.scheme() != right.scheme()) {
      return Finding.SCHEMES;
    }
    if (left.text().equals(right.text())) {
      return Finding.EQUAL;
    }
    if (left.problem() != null) {
      return left.problem();
    }
    if (right.problem() != null) {
      return right.problem();
    }
    return findSnapshots(left.parts(), right.parts(), left.scheme());
  }

  private static Finding findSnapshots(
      VersionParts left, VersionParts right, VersionScheme scheme) {
    if (left.isSnapshot() && right.isSnapshot()) {
      return findSnapshotPair(left, right, scheme);
    }
    if (isUnreleased(left) || isUnreleased(right)) {
      return Finding.UNRELEASED;
    }
    Finding base = findReleased(left, right, scheme);
    if (left.isSnapshot()) {
      return besideRelease(left, right, base, Finding.GREATER);
    }
    if (right.isSnapshot()) {
      return besideRelease(right, left, base, Finding.LESS);
    }
    return base;
  }

  /**
   * A snapshot follows its release, and so everything that its release equals or follows; with
   * nothing but a date it may be on the way to that release, before its candidates.
   */
  private static Finding besideRelease(
      VersionParts snapshot, VersionParts release, Finding base, Finding beyond) {
    if (snapshot.snapshot() == Snapshot.DATED
        && snapshot.release().compareTo(release.release()) == Order.EQUAL) {
      return Finding.DATED;
    }
    if (base == Finding.EQUAL || base == beyond) {
      return beyond;
    }
    return base.order() == Order.UNKNOWN ? base : Finding.SNAPSHOT;
  }

  private static Finding findSnapshotPair(
      VersionParts left, VersionParts right, VersionScheme scheme) {
    boolean sameRelease =
        isUnreleased(left)
            ? isUnreleased(right)
            : findReleased(left, right, scheme) == Finding.EQUAL;
    if (!sameRelease || left.snapshotDate() == 0 || right.snapshotDate() == 0) {
      return Finding.SNAPSHOT_PAIR;
    }
    return Finding.of(
        Order.of(Integer.compare(left.snapshotDate(), right.snapshotDate())),
        Finding.SNAPSHOT_PAIR);
  }

  private static boolean isUnreleased(VersionParts parts) {
    return parts.isSnapshot() && parts.isZero();
  }

  private static Finding findReleased(VersionParts left, VersionParts right, VersionScheme scheme) {
    if (left.epoch() != right.epoch() && left.epoch() != 0 && right.epoch() != 0) {
      return Finding.EPOCHS;
    }
    if (!left.prefix().equals(right.prefix())) {
      return Finding.PREFIXES;
    }
    if (countsYears(left) != countsYears(right) && !left.isZero() && !right.isZero()) {
      return Finding.CALENDAR;
    }
    Order order =
        compareNumbers(left.release(), right.release(), left.suffix(), right.suffix(), scheme);
    if (left.flattened().differs() || right.flattened().differs()) {
      Order flattened =
          compareNumbers(
              left.flattened().release(),
              right.flattened().release(),
              left.flattened().suffix(),
              right.flattened().suffix(),
              scheme);
      return order == flattened ? Finding.of(order, Finding.TOKENS) : Finding.EXTRA_NUMBERS;
    }
    if (order == Order.EQUAL && metadataMatters(left, right)) {
      return Finding.METADATA;
    }
    return Finding.of(order, Finding.TOKENS);
  }

  private static boolean countsYears(VersionParts parts) {
    return VersionParser.isYear(parts.firstNumber());
  }

  /** SemVer says that metadata never matters; a version of two numbers is not SemVer. */
  private static boolean metadataMatters(VersionParts left, VersionParts right) {
    return !left.metadata().equals(right.metadata())
        && !left.metadata().isEmpty()
        && !right.metadata().isEmpty()
        && Math.min(left.release().count(), right.release().count()) < 3;
  }

  private static Order compareNumbers(
      ReleaseNumbers left,
      ReleaseNumbers right,
      List<VersionToken> leftSuffix,
      List<VersionToken> rightSuffix,
      VersionScheme scheme) {
    Order byRelease = left.compareTo(right);
    if (byRelease != Order.EQUAL) {
      return byRelease;
    }
    if (scheme == VersionScheme.HASKELL && left.count() != right.count()) {
      return Order.of(Integer.compare(left.count(), right.count()));
    }
    return compareSuffixes(leftSuffix, rightSuffix);
  }

  private static Order compareSuffixes(List<VersionToken> left, List<VersionToken> right) {
    int length = Math.max(left.size(), right.size());
    for (int at = 0; at < length; at++) {
      Order order = tokenAt(left, at).compareTo(tokenAt(right, at));
      if (order != Order.EQUAL) {
        return order;
      }
    }
    return Order.EQUAL;
  }

  private static VersionToken tokenAt(List<VersionToken> tokens, int at) {
    return at < tokens.size() ? tokens.get(at) : VersionToken.END;
  }
}
