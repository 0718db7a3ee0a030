package org.snowguard.core.verdict;

import java.util.ArrayList;
import java.util.List;

/** Every version that a claim names. */
final class ClaimBounds {
  private ClaimBounds() {}

  static List<Bound> of(Claim claim) {
    return switch (claim) {
      case Claim.Ranges ranges -> ofIntervals(ranges.intervals());
      case Claim.Listed listed -> listed.versions();
      case Claim.EveryVersion _, Claim.Commits _, Claim.NoVersion _, Claim.Unreadable _ ->
          List.of();
    };
  }

  private static List<Bound> ofIntervals(List<Interval> intervals) {
    List<Bound> bounds = new ArrayList<>();
    for (Interval interval : intervals) {
      if (interval.lower() != null) {
        bounds.add(interval.lower());
      }
      if (interval.upper() != null) {
        bounds.add(interval.upper());
      }
    }
    return bounds;
  }
}
