package org.snowguard.core.verdict;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every version that a claim names. */
final class ClaimBounds {
  private ClaimBounds() {}

  static List<Bound> of(Claim claim) {
    return switch (claim) {
      case Claim.Ranges ranges ->
          ranges.intervals().stream().flatMap(interval -> of(interval).stream()).toList();
      case Claim.Listed listed -> listed.versions();
      case Claim.EveryVersion _, Claim.Commits _, Claim.NoVersion _, Claim.Unreadable _ ->
          List.of();
    };
  }

  static List<Bound> of(Interval interval) {
    return Stream.of(Optional.ofNullable(interval.lower()), Optional.ofNullable(interval.upper()))
        .flatMap(Optional::stream)
        .toList();
  }
}
