package org.snowguard.server.suggestion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.vulnerability.Vulnerability;

/**
 * A score with its elements in words: {@code high 7.5: network, low complexity, no privileges, no
 * interaction}.
 */
final class SeverityWords {

  private SeverityWords() {}

  static String of(Vulnerability vulnerability) {
    Float score = vulnerability.cvssScore();
    String severity = vulnerability.severity();
    if (score == null || severity == null) {
      return "no score";
    }
    List<String> elements = new ArrayList<>();
    add(elements, vulnerability.attackVector(), "");
    add(elements, vulnerability.attackComplexity(), " complexity");
    add(elements, vulnerability.privilegesRequired(), " privileges");
    add(elements, vulnerability.userInteraction(), " interaction");
    String head = String.format(Locale.ROOT, "%s %.1f", severity, score.doubleValue());
    return elements.isEmpty() ? head : head + ": " + String.join(", ", elements);
  }

  private static void add(List<String> elements, @Nullable String value, String what) {
    if (value != null) {
      String word = value.toLowerCase(Locale.ROOT).replace('_', ' ');
      elements.add((word.equals("none") ? "no" : word) + what);
    }
  }
}
