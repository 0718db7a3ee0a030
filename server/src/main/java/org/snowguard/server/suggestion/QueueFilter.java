package org.snowguard.server.suggestion;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.Tier;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.web.BadInput;

/**
 * Which suggestions to list, and in which order; null leaves a condition out.
 *
 * @param attackVector and the other elements: as the vulnerability's columns have them
 * @param verdict some package has it; in {@code channel}, if one is given, else in a supported one
 * @param channel some package of the suggestion is in it
 * @param project a slug
 * @param attribute the suggestion speaks of it
 * @param maintainer a login on GitHub
 * @param source who assigned the id
 * @param fixed some package is affected, and the record names this version to go to
 * @param rule number of the standing rule that decided
 * @param text words of the record, or the beginning of a project's name
 */
public record QueueFilter(
    QueueTab tab,
    QueueOrder order,
    @Nullable Double minScore,
    @Nullable Double maxScore,
    @Nullable String severity,
    @Nullable String attackVector,
    @Nullable String attackComplexity,
    @Nullable String privileges,
    @Nullable String interaction,
    @Nullable Tier tier,
    @Nullable Verdict verdict,
    @Nullable String channel,
    @Nullable String project,
    @Nullable String attribute,
    @Nullable String maintainer,
    @Nullable String source,
    boolean knownExploited,
    @Nullable String fixed,
    @Nullable Long rule,
    @Nullable String text) {

  /** A whole tab in the default order. */
  public static QueueFilter of(QueueTab tab) {
    return parse(Map.of("tab", tab.text()));
  }

  /** All suggestions of a project. */
  public static QueueFilter ofProject(String slug) {
    return parse(Map.of("tab", QueueTab.ALL.text(), "project", slug));
  }

  /** All suggestions that speak of a package. */
  public static QueueFilter ofAttribute(String attribute) {
    return parse(Map.of("tab", QueueTab.ALL.text(), "attribute", attribute));
  }

  /** Reads the parameters of an address; those that are no filter's are left alone. */
  public static QueueFilter parse(Map<String, String> parameters) {
    Parameters given = new Parameters(parameters);
    return new QueueFilter(
        given.word(QueueTab.class, "tab", QueueTab.PENDING),
        given.word(QueueOrder.class, "order", QueueOrder.URGENCY),
        given.number("min-score"),
        given.number("max-score"),
        given.text("severity"),
        given.text("vector"),
        given.text("complexity"),
        given.text("privileges"),
        given.text("interaction"),
        given.word(Tier.class, "tier"),
        given.word(Verdict.class, "verdict"),
        given.text("channel"),
        given.text("project"),
        given.text("attribute"),
        given.text("maintainer"),
        given.text("source"),
        given.text("exploited") != null,
        given.text("fixed"),
        given.count("rule"),
        given.text("q"));
  }

  /** The parameters that {@link #parse} reads back, without those that say nothing. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("tab", tab.text());
    put(parameters, "order", order == QueueOrder.URGENCY ? null : order.text());
    put(parameters, "min-score", minScore);
    put(parameters, "max-score", maxScore);
    put(parameters, "severity", severity);
    put(parameters, "vector", attackVector);
    put(parameters, "complexity", attackComplexity);
    put(parameters, "privileges", privileges);
    put(parameters, "interaction", interaction);
    put(parameters, "tier", tier == null ? null : tier.text());
    put(parameters, "verdict", verdict == null ? null : verdict.text());
    put(parameters, "channel", channel);
    put(parameters, "project", project);
    put(parameters, "attribute", attribute);
    put(parameters, "maintainer", maintainer);
    put(parameters, "source", source);
    put(parameters, "exploited", knownExploited ? "yes" : null);
    put(parameters, "fixed", fixed);
    put(parameters, "rule", rule);
    put(parameters, "q", text);
    return parameters;
  }

  private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
    if (value != null) {
      parameters.put(name, value.toString());
    }
  }

  private record Parameters(Map<String, String> values) {

    @Nullable String text(String name) {
      String value = values.get(name);
      return value == null || value.isBlank() ? null : value.strip();
    }

    @Nullable Double number(String name) {
      String value = text(name);
      if (value == null) {
        return null;
      }
      try {
        double number = Double.parseDouble(value);
        if (number >= 0 && number <= 10) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Told below, with what it has to be.
      }
      throw new BadInput(
          "filtering the queue", "%s \"%s\"".formatted(name, value), "give a score from 0 to 10.");
    }

    @Nullable Long count(String name) {
      String value = text(name);
      if (value == null) {
        return null;
      }
      try {
        return Long.valueOf(value);
      } catch (NumberFormatException e) {
        throw new BadInput(
            "filtering the queue", "%s \"%s\"".formatted(name, value), "give its number.");
      }
    }

    <E extends Enum<E>> E word(Class<E> type, String name, E byDefault) {
      E found = word(type, name);
      return found == null ? byDefault : found;
    }

    <E extends Enum<E>> @Nullable E word(Class<E> type, String name) {
      String value = text(name);
      if (value == null) {
        return null;
      }
      return Stream.of(type.getEnumConstants())
          .filter(constant -> spelled(constant).equals(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new BadInput(
                      "filtering the queue",
                      "%s \"%s\"".formatted(name, value),
                      "use one of "
                          + Stream.of(type.getEnumConstants())
                              .map(Parameters::spelled)
                              .collect(Collectors.joining(", "))
                          + "."));
    }

    private static String spelled(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
  }
}
