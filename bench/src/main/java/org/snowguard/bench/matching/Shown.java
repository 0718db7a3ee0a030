package org.snowguard.bench.matching;

import java.util.List;
import java.util.Set;
import org.snowguard.core.match.Suggestion;
import org.snowguard.core.match.Tier;

/** A suggestion as people meet it, whatever rule made it. */
public record Shown(String project, Set<String> attributes, Tier tier) {
  public Shown {
    attributes = Set.copyOf(attributes);
  }

  public static List<Shown> of(List<Suggestion> suggestions) {
    return suggestions.stream()
        .map(one -> new Shown(one.project(), Set.copyOf(one.attributes()), one.tier()))
        .toList();
  }
}
