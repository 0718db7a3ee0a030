package org.snowguard.core.pull;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.version.Order;
import org.snowguard.core.version.ParsedVersion;
import org.snowguard.core.version.VersionOrder;
import org.snowguard.core.version.VersionScheme;

/**
 * How far a version moves. Releases of nixpkgs take patch versions, and minor ones without breaking
 * changes (CONTRIBUTING.md).
 */
public enum MoveSize {
  PATCH,
  MINOR,
  MAJOR,
  /** A step back, a state between releases, a date: numbers do not tell. */
  UNCLEAR;

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** Of a move; without the version that it comes from nothing can be said. */
  public static MoveSize of(@Nullable String from, String to) {
    if (from == null) {
      return UNCLEAR;
    }
    ParsedVersion left = ParsedVersion.parse(from, VersionScheme.GENERIC);
    ParsedVersion right = ParsedVersion.parse(to, VersionScheme.GENERIC);
    boolean isClear =
        !left.isSnapshot()
            && !right.isSnapshot()
            && !left.isCalendarLike()
            && !right.isCalendarLike()
            && VersionOrder.compare(left, right) == Order.LESS;
    return isClear ? byNumbers(numbers(from), numbers(to)) : UNCLEAR;
  }

  /** Before 1.0 the second number is the one that breaks (semver.org, section 4). */
  private static MoveSize byNumbers(List<Long> from, List<Long> to) {
    if (at(from, 0) != at(to, 0)) {
      return MAJOR;
    }
    boolean isYoung = at(from, 0) == 0;
    if (at(from, 1) != at(to, 1)) {
      return isYoung ? MAJOR : MINOR;
    }
    return PATCH;
  }

  private static long at(List<Long> numbers, int index) {
    return index < numbers.size() ? numbers.get(index) : 0;
  }

  private static List<Long> numbers(String version) {
    return NUMBER
        .matcher(version)
        .results()
        .map(MatchResult::group)
        .filter(digits -> digits.length() < 18)
        .map(Long::valueOf)
        .toList();
  }
}
