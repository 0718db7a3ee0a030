package org.snowguard.server.matching;

import java.util.List;
import org.snowguard.core.match.Suggestion;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * A record with all that the matcher says of it.
 *
 * @param suggestions of all tiers; empty when it speaks of nothing in nixpkgs
 */
public record MatchedRecord(
    long vulnerabilityId, VulnerabilityRecord record, List<Suggestion> suggestions) {
  public MatchedRecord {
    suggestions = List.copyOf(suggestions);
  }
}
