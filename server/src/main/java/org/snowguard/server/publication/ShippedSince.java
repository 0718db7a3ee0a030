package org.snowguard.server.publication;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;

/** Since when channels carry packages in the version that they have now. */
final class ShippedSince {

  private record Place(String attribute, String channel) {}

  private final Map<Place, Instant> moments = new HashMap<>();

  private ShippedSince() {}

  static ShippedSince of(Collection<IssueContent> issues, DecidedStore store) {
    List<String> attributes =
        issues.stream()
            .flatMap(issue -> issue.findings().stream())
            .map(IssueFinding::attribute)
            .distinct()
            .toList();
    ShippedSince shipped = new ShippedSince();
    store
        .standing(attributes)
        .forEach(
            one -> shipped.moments.put(new Place(one.attribute(), one.channel()), one.since()));
    return shipped;
  }

  /** From the beginning where it was never seen coming: a NixOS module has no versions. */
  Instant since(IssueFinding finding) {
    return moments.getOrDefault(new Place(finding.attribute(), finding.channel()), Instant.EPOCH);
  }
}
