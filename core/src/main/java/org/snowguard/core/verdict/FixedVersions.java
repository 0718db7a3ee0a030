package org.snowguard.core.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.VersionChange;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.core.version.Order;
import org.snowguard.core.version.VersionOrder;

/**
 * The versions that a record says a flaw is fixed in: the exclusive ends of affected ranges, the
 * starts of unaffected ones, changes to unaffected. An inclusive end says only that it is affected.
 */
public final class FixedVersions {
  /**
   * A fixed version.
   *
   * @param pointer JSON pointer of the statement that names it
   */
  public record Fixed(String version, String pointer) {}

  private record Candidate(Bound bound, String pointer) {}

  private FixedVersions() {}

  /**
   * The version that a package has to go to: the nearest fix above its own, in its own series if
   * there is one. Empty when no fix above it is named.
   */
  public static Optional<Fixed> nearest(List<AffectedEntry> linkedEntries, NixPackage pkg) {
    String text = pkg.version();
    if (text == null) {
      return Optional.empty();
    }
    SubjectVersion version = SubjectVersion.of(pkg, text, ProjectVersions.NONE);
    List<AffectedEntry> upstream =
        linkedEntries.stream().filter(entry -> !Editions.isOtherDistribution(entry)).toList();
    List<Candidate> above = new ArrayList<>();
    for (AffectedEntry entry : Editions.ofPackage(upstream, Editions.isExtendedSupport(pkg))) {
      for (Statement statement : Statement.of(entry, version)) {
        candidates(statement).stream()
            .filter(candidate -> version.compare(candidate.bound()) == Order.LESS)
            .forEach(above::add);
      }
    }
    return nearest(above.stream().filter(c -> isOfSeries(c, version)).toList())
        .or(() -> nearest(above))
        .map(candidate -> new Fixed(candidate.bound().version().text(), candidate.pointer()));
  }

  private static boolean isOfSeries(Candidate candidate, SubjectVersion version) {
    return version.numbers().startsWith(candidate.bound().numbers().series());
  }

  private static Optional<Candidate> nearest(List<Candidate> candidates) {
    return candidates.stream()
        .reduce(
            (left, right) ->
                VersionOrder.compare(right.bound().version(), left.bound().version()) == Order.LESS
                    ? right
                    : left);
  }

  private static List<Candidate> candidates(Statement statement) {
    List<Candidate> found = new ArrayList<>();
    for (VersionChange change : statement.changes()) {
      if (change.status() == VersionStatus.UNAFFECTED && !change.at().startsWith("+")) {
        found.add(
            new Candidate(Bound.at(change.at(), statement.scheme(), true), statement.pointer()));
      }
    }
    if (statement.claim() instanceof Claim.Ranges ranges) {
      ranges.intervals().forEach(interval -> addFix(found, statement, interval));
    }
    return found;
  }

  private static void addFix(List<Candidate> found, Statement statement, Interval interval) {
    Bound fix =
        switch (statement.status()) {
          case AFFECTED ->
              interval.upper() != null && !interval.upper().inclusive() ? interval.upper() : null;
          case UNAFFECTED -> interval.lower();
          case UNKNOWN -> null;
        };
    if (fix != null) {
      found.add(new Candidate(fix, statement.pointer()));
    }
  }
}
