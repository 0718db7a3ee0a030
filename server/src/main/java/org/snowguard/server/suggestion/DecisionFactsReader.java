package org.snowguard.server.suggestion;

import java.util.List;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.triage.DecisionFacts;
import org.snowguard.core.triage.PackageFact;
import org.snowguard.core.triage.RecordParts;
import org.snowguard.server.matching.LinkedNames;
import org.snowguard.server.vulnerability.Vulnerabilities;

/** What a decision that is made now stands on. */
final class DecisionFactsReader {

  private final Vulnerabilities vulnerabilities;
  private final PackageFactStore packages;

  DecisionFactsReader(Vulnerabilities vulnerabilities, PackageFactStore packages) {
    this.vulnerabilities = vulnerabilities;
    this.packages = packages;
  }

  DecisionFacts of(StoredSuggestion suggestion) {
    return new DecisionFacts(
        RecordParts.of(record(suggestion)), shown(suggestion.id(), suggestion.overlay()));
  }

  VulnerabilityRecord record(StoredSuggestion suggestion) {
    return vulnerabilities
        .record(suggestion.vulnerabilityId())
        .orElseGet(() -> Vulnerabilities.gone(suggestion.publicId()));
  }

  /** What the link was made by. */
  LinkedNames linkedNames(StoredSuggestion suggestion) {
    return new LinkedNames(
        suggestion.projectId(),
        suggestion.projectSlug(),
        packages.attributes(suggestion.id()),
        record(suggestion),
        packages.pointersOfEvidence(suggestion.id()));
  }

  /** Packages in supported channels but for those that were taken off the card. */
  List<PackageFact> shown(long suggestionId, Overlay overlay) {
    return packages.supported(suggestionId).stream()
        .filter(fact -> !overlay.removedAttributes().contains(fact.attribute()))
        .toList();
  }
}
