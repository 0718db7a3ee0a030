package org.snowguard.core.cvss;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.cvss.CvssResult.BadVector;
import org.snowguard.core.cvss.CvssScore.AttackComplexity;
import org.snowguard.core.cvss.CvssScore.AttackVector;
import org.snowguard.core.cvss.CvssScore.PrivilegesRequired;
import org.snowguard.core.cvss.CvssScore.Severity;
import org.snowguard.core.cvss.CvssScore.UserInteraction;
import us.springett.cvss.Cvss;

/**
 * Reads vectors. Whatever is given is checked here against the specification's tables, so that the
 * calculator only ever sees complete base vectors: it accepts broken ones in silence, and folds
 * threat and environmental metrics of version 4 into what it calls the base score.
 */
public final class CvssReader {

  /** The longest valid vector of version 4 has less than 300 characters. */
  private static final int MAXIMUM_LENGTH = 512;

  private CvssReader() {}

  /** Never throws. */
  public static CvssResult read(String vector) {
    if (vector.length() > MAXIMUM_LENGTH) {
      return new BadVector(
          vector.substring(0, 40) + "…",
          "A CVSS vector has at most %d characters, this text has %d."
              .formatted(MAXIMUM_LENGTH, vector.length()));
    }
    String text = withoutParentheses(vector.strip());
    @Nullable CvssVersion version = versionOf(text);
    if (version == null) {
      return new BadVector(
          vector,
          "'%s' begins with no known CVSS version; expected CVSS:4.0/, CVSS:3.1/, CVSS:3.0/ or the"
                  .formatted(vector)
              + " AV: of a version 2 vector.");
    }
    Map<String, String> metrics = new HashMap<>();
    @Nullable String problem = collect(text.substring(version.prefix().length()), version, metrics);
    return problem == null
        ? score(vector, version, metrics)
        : new BadVector(
            vector, "In the CVSS %s vector '%s' %s".formatted(version.number(), vector, problem));
  }

  /** NVD wrote version 2 vectors as {@code (AV:N/…)}. */
  private static String withoutParentheses(String text) {
    return text.startsWith("(") && text.endsWith(")") ? text.substring(1, text.length() - 1) : text;
  }

  private static @Nullable CvssVersion versionOf(String text) {
    for (CvssVersion version : CvssVersion.values()) {
      if (!version.prefix().isEmpty() && text.startsWith(version.prefix())) {
        return version;
      }
    }
    return text.startsWith("AV:") ? CvssVersion.V2_0 : null;
  }

  /** Fills the map; returns what is wrong, or null. */
  private static @Nullable String collect(
      String text, CvssVersion version, Map<String, String> metrics) {
    CvssMetrics known = CvssMetrics.of(version);
    String body = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    for (String pair : body.split("/", -1)) {
      int colon = pair.indexOf(':');
      if (colon < 0) {
        return "'%s' is no metric; write NAME:VALUE, separated by slashes.".formatted(pair);
      }
      String name = pair.substring(0, colon);
      String value = pair.substring(colon + 1);
      if (!known.names().contains(name)) {
        return "the metric '%s' is unknown; known are %s."
            .formatted(name, String.join(", ", known.names()));
      }
      if (!known.valuesOf(name).contains(value)) {
        return "the metric %s has the value '%s'; allowed are %s."
            .formatted(name, value, String.join(", ", known.valuesOf(name)));
      }
      if (metrics.put(name, value) != null) {
        return "the metric %s stands twice; remove one.".formatted(name);
      }
    }
    for (String name : known.base()) {
      if (!metrics.containsKey(name)) {
        return "the base metric %s is missing; add one of %s."
            .formatted(name, String.join(", ", known.valuesOf(name)));
      }
    }
    return null;
  }

  private static CvssScore score(String vector, CvssVersion version, Map<String, String> metrics) {
    double base = baseScore(version, metrics);
    return new CvssScore(
        version,
        vector,
        base,
        Severity.of(base, version),
        attackVector(value(metrics, "AV")),
        complexity(value(metrics, "AC")),
        version == CvssVersion.V2_0
            ? authentication(value(metrics, "Au"))
            : privileges(value(metrics, "PR")),
        version == CvssVersion.V2_0
            ? UserInteraction.NOT_STATED
            : interaction(value(metrics, "UI")));
  }

  private static double baseScore(CvssVersion version, Map<String, String> metrics) {
    StringBuilder base = new StringBuilder(version.prefix());
    for (String name : CvssMetrics.of(version).base()) {
      base.append(name).append(':').append(value(metrics, name)).append('/');
    }
    base.setLength(base.length() - 1);
    return Cvss.fromVector(base.toString()).calculateScore().getBaseScore();
  }

  private static String value(Map<String, String> metrics, String name) {
    return Objects.requireNonNull(metrics.get(name), name);
  }

  private static AttackVector attackVector(String value) {
    return switch (value) {
      case "N" -> AttackVector.NETWORK;
      case "A" -> AttackVector.ADJACENT;
      case "L" -> AttackVector.LOCAL;
      default -> AttackVector.PHYSICAL;
    };
  }

  private static AttackComplexity complexity(String value) {
    return switch (value) {
      case "L" -> AttackComplexity.LOW;
      case "M" -> AttackComplexity.MEDIUM;
      default -> AttackComplexity.HIGH;
    };
  }

  private static PrivilegesRequired privileges(String value) {
    return switch (value) {
      case "N" -> PrivilegesRequired.NONE;
      case "L" -> PrivilegesRequired.LOW;
      default -> PrivilegesRequired.HIGH;
    };
  }

  private static PrivilegesRequired authentication(String value) {
    return switch (value) {
      case "N" -> PrivilegesRequired.NONE;
      case "S" -> PrivilegesRequired.ONE_AUTHENTICATION;
      default -> PrivilegesRequired.SEVERAL_AUTHENTICATIONS;
    };
  }

  private static UserInteraction interaction(String value) {
    return switch (value) {
      case "N" -> UserInteraction.NONE;
      case "R" -> UserInteraction.REQUIRED;
      case "P" -> UserInteraction.PASSIVE;
      default -> UserInteraction.ACTIVE;
    };
  }
}
