package org.snowguard.cli.client;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conditions on CVSS as people write them, as the server's lists take them. */
final class Cvss {

  private static final Pattern SCORE =
      Pattern.compile(
          "(>=|<=|>|<|=)?\\s*([0-9]{1,2}(?:\\.[0-9])?)(?:\\s*(?:-|\\.\\.)\\s*([0-9]{1,2}(?:\\.[0-9])?))?");
  private static final double STEP = 0.1;
  private static final Map<String, Metric> METRICS =
      Map.of(
          "AV",
          new Metric(
              "vector", Map.of("N", "network", "A", "adjacent", "L", "local", "P", "physical")),
          "AC",
          new Metric("complexity", Map.of("L", "low", "M", "medium", "H", "high")),
          "PR",
          new Metric("privileges", Map.of("N", "none", "L", "low", "H", "high")),
          "UI",
          new Metric(
              "interaction", Map.of("N", "none", "R", "required", "P", "passive", "A", "active")));

  private record Metric(String parameter, Map<String, String> values) {}

  private Cvss() {}

  /**
   * A condition on the score: {@code >=7}, {@code <4}, {@code 7-8.9} or {@code 9.8}.
   *
   * @throws IllegalArgumentException in words for people
   */
  static Map<String, String> score(String condition) {
    Matcher matcher = SCORE.matcher(condition.strip());
    if (!matcher.matches() || (matcher.group(1) != null && matcher.group(3) != null)) {
      throw new IllegalArgumentException(
          "\"%s\" is no condition on a score: write '>=7', '<4', '7-8.9' or '9.8'"
              .formatted(condition));
    }
    double first = Double.parseDouble(matcher.group(2));
    if (matcher.group(3) != null) {
      return between(first, Double.parseDouble(matcher.group(3)));
    }
    return switch (matcher.group(1) == null ? "=" : matcher.group(1)) {
      case ">=" -> Map.of("min-score", text(first));
      case ">" -> Map.of("min-score", text(first + STEP));
      case "<=" -> Map.of("max-score", text(first));
      case "<" -> Map.of("max-score", text(Math.max(0, first - STEP)));
      default -> between(first, first);
    };
  }

  private static Map<String, String> between(double least, double most) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("min-score", text(least));
    parameters.put("max-score", text(most));
    return parameters;
  }

  private static String text(double score) {
    return String.format(Locale.ROOT, "%.1f", score);
  }

  /**
   * Metrics of the vector: {@code AV:N,PR:N}; also divided by slashes, as in a vector.
   *
   * @throws IllegalArgumentException in words for people
   */
  static Map<String, String> vector(String metrics) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : metrics.toUpperCase(Locale.ROOT).split("[,/\\s]+")) {
      int colon = part.indexOf(':');
      Metric metric = METRICS.get(colon < 0 ? part : part.substring(0, colon));
      String value = metric == null ? null : metric.values().get(part.substring(colon + 1));
      if (metric == null || value == null) {
        throw new IllegalArgumentException(
            "\"%s\" is no metric to look for: write AV:N, AV:A, AV:L, AV:P, AC:L, AC:H, PR:N, PR:L, PR:H, UI:N or UI:R, divided by commas"
                .formatted(part));
      }
      parameters.put(metric.parameter(), value);
    }
    return parameters;
  }
}
