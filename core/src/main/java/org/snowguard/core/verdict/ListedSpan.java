package org.snowguard.core.verdict;

import java.util.List;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.core.version.Order;

/**
 * Where a record lists versions one by one and its prose says "up to", the list tells where the
 * flaw begins: below its first version nobody has looked. Nor is a version safe by prose while the
 * list names one at or above it.
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
    if (prose.stance() == Opinion.Stance.NOT_AFFECTED) {
      return notBelowListed(prose, listed, version);
    }
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

  /** Prose that clears a version, beside a list that goes on above it, tells half of the story. */
  private static Opinion notBelowListed(Opinion prose, List<Bound> listed, SubjectVersion version) {
    return listed.stream()
        .filter(bound -> version.compare(bound) != Order.GREATER)
        .findFirst()
        .map(
            bound ->
                prose.with(
                    Opinion.Stance.UNDECIDED,
                    ReasonCode.NOT_ASSESSED,
                    "%s is listed as affected; %s".formatted(bound.text(), prose.text())))
        .orElse(prose);
  }
}
