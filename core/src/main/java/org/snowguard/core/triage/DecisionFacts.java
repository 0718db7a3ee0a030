package org.snowguard.core.triage;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The facts that a decision stands on.
 *
 * @param packages those of supported primary channels that the suggestion speaks of
 */
public record DecisionFacts(RecordParts record, List<PackageFact> packages) {
  public DecisionFacts {
    packages =
        packages.stream()
            .sorted(
                Comparator.comparing(PackageFact::channel).thenComparing(PackageFact::attribute))
            .toList();
  }

  Optional<PackageFact> find(PackageFact wanted) {
    return packages.stream().filter(wanted::isSamePackage).findFirst();
  }
}
