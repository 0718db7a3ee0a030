package org.snowguard.core.verdict;

import java.util.List;
import java.util.stream.Collectors;
import org.snowguard.core.record.AffectedEntry;

/**
 * Takes back "affected" where the record speaks of another edition or platform than the package's.
 */
final class EditionRule {
  private EditionRule() {}

  static Opinion applied(
      Opinion opinion,
      RecordProse prose,
      List<ReadEntry> entries,
      VerdictSubject subject,
      SubjectVersion version) {
    if (opinion.stance() != Opinion.Stance.AFFECTED) {
      return opinion;
    }
    List<ReadEntry> affecting =
        entries.stream().filter(e -> e.opinion().stance() == Opinion.Stance.AFFECTED).toList();
    if (!affecting.isEmpty()
        && affecting.stream().allMatch(e -> Editions.isOtherPlatform(e.entry()))) {
      return opinion.with(
          Opinion.Stance.UNDECIDED,
          ReasonCode.OTHER_PLATFORM,
          "%s, but only for %s".formatted(opinion.text(), places(affecting.getFirst().entry())));
    }
    if (prose.speaksOfEnterpriseAlone() && !subject.isEnterprise()) {
      return opinion.with(
          Opinion.Stance.UNDECIDED,
          ReasonCode.OTHER_EDITION,
          opinion.text() + ", but only the enterprise edition is named");
    }
    return subject.isExtendedSupport() ? extendedSupport(opinion, affecting, version) : opinion;
  }

  private static String places(AffectedEntry entry) {
    return entry.platforms().isEmpty()
        ? entry.conditions().stream()
            .flatMap(condition -> condition.criteria().stream())
            .collect(Collectors.joining(", "))
        : String.join(", ", entry.platforms());
  }

  /**
   * A range of the rapid releases, or of another extended support series, says nothing of this one.
   */
  private static Opinion extendedSupport(
      Opinion opinion, List<ReadEntry> affecting, SubjectVersion version) {
    boolean ownSeries =
        affecting.stream()
            .filter(e -> Editions.isExtendedSupport(e.entry()))
            .flatMap(e -> e.statements().stream())
            .flatMap(statement -> ClaimBounds.of(statement.claim()).stream())
            .anyMatch(bound -> bound.numbers().hasSameFirst(version.numbers()));
    return ownSeries
        ? opinion
        : opinion.with(
            Opinion.Stance.UNDECIDED,
            ReasonCode.NOT_ASSESSED,
            opinion.text() + ", but the record says nothing of this extended support series");
  }
}
