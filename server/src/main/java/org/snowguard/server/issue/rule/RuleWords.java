package org.snowguard.server.issue.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.snowguard.core.rule.RuleCondition;

/** A condition as people read it: {@code CVSS up to 6.9, attack vector local or physical}. */
final class RuleWords {

  private RuleWords() {}

  static String of(RuleCondition condition) {
    List<String> parts = new ArrayList<>();
    if (condition.minScore() != null) {
      parts.add("CVSS from " + condition.minScore());
    }
    if (condition.maxScore() != null) {
      parts.add((condition.minScore() == null ? "CVSS up to " : "up to ") + condition.maxScore());
    }
    add(parts, "attack vector", condition.attackVectors());
    add(parts, "complexity", condition.complexities());
    add(parts, "privileges", condition.privileges());
    add(parts, "interaction", condition.interactions());
    if (condition.fixedVersionKnown()) {
      parts.add("fixed version known");
    }
    parts.add("not known exploited");
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, String name, Set<String> values) {
    if (!values.isEmpty()) {
      parts.add(name + " " + String.join(" or ", values).replace('_', ' '));
    }
  }
}
