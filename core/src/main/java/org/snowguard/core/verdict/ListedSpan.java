package org.snowguard.core.verdict;

import java.util.List;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.core.version.Order;

/**
 * Where a record lists versions one by one and its prose says "up to", the list tells where the
 * flaw begins: below its first version nobody has looked.
 */
final class ListedSpan {
  private ListedSpan() {}

  static Opinion withinListed(Opinion prose, List<ReadEntry> entries, SubjectVersion version) {
    List<Bound> listed =
        entries.stream()
            .flatMap(entry -> entry.statements().stream())
            .filter(statement -> statement.status() == VersionStatus.AFFECTED)
            .filter(statement -> statement.claim() instanceof Claim.Listed)
            .flatMap(statement -> ClaimBounds.of(statement.claim()).stream())
            .toList();
    boolean belowAll =
        listed.size() > 1
            && listed.stream().allMatch(bound -> version.compare(bound) == Order.LESS);
    return belowAll && prose.stance() == Opinion.Stance.AFFECTED
        ? prose.with(
            Opinion.Stance.UNDECIDED,
            ReasonCode.NOT_ASSESSED,
            "%s is below every listed version; %s".formatted(version.text(), prose.text()))
        : prose;
  }
}
