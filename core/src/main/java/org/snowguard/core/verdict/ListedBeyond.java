package org.snowguard.core.verdict;

import java.util.List;
import java.util.Optional;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.core.version.Order;

/**
 * Affected versions that stand alone beside ranges: "before 2.5" and "3.0" together do not say that
 * 2.9 or 3.0.4 is safe.
 */
final class ListedBeyond {
  private ListedBeyond() {}

  /**
   * The first listed version that no range explains, and that the version in question does not
   * leave behind: it is not above it, or it is of its series.
   */
  static Optional<Bound> ranges(
      List<ReadEntry> entries, List<Interval> affected, SubjectVersion version) {
    return entries.stream()
        .flatMap(entry -> entry.statements().stream())
        .filter(statement -> statement.status() == VersionStatus.AFFECTED)
        .filter(statement -> statement.claim() instanceof Claim.Listed)
        .flatMap(statement -> ClaimBounds.of(statement.claim()).stream())
        .filter(listed -> affected.stream().noneMatch(interval -> interval.contains(listed)))
        .filter(
            listed ->
                version.compare(listed) != Order.GREATER
                    || version.numbers().startsWith(listed.numbers()))
        .findFirst();
  }
}
