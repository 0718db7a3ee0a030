package org.snowguard.core.verdict;

import java.util.List;
import java.util.stream.Collectors;

/** Claims as mathematicians write them, for tables. */
final class Render {
  private Render() {}

  static String claim(Claim claim) {
    return switch (claim) {
      case Claim.Ranges ranges -> intervals(ranges.intervals());
      case Claim.Listed listed ->
          listed.versions().stream().map(Bound::text).collect(Collectors.joining(" ", "{", "}"));
      case Claim.EveryVersion _ -> "every";
      case Claim.Commits _ -> "commits";
      case Claim.NoVersion _ -> "none";
      case Claim.Unreadable _ -> "unreadable";
    };
  }

  static String intervals(List<Interval> intervals) {
    return intervals.stream().map(Render::interval).collect(Collectors.joining(" "));
  }

  private static String interval(Interval interval) {
    Bound lower = interval.lower();
    Bound upper = interval.upper();
    return (lower == null ? "(" : (lower.inclusive() ? "[" : "(") + lower.text())
        + ","
        + (upper == null ? ")" : upper.text() + (upper.inclusive() ? "]" : ")"))
        + (interval.contradiction() == null ? "" : "!");
  }
}
