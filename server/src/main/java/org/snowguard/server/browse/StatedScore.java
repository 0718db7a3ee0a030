package org.snowguard.server.browse;

import org.jspecify.annotations.Nullable;
import org.snowguard.core.cvss.CvssReader;
import org.snowguard.core.cvss.CvssResult;
import org.snowguard.core.cvss.CvssScore;
import org.snowguard.core.record.CvssStatement;

/**
 * A CVSS vector as somebody stated it, in words.
 *
 * @param by who stated it
 * @param score null where the vector cannot be read
 * @param words the elements of the vector, or what is wrong with it
 */
public record StatedScore(
    String by,
    String vector,
    @Nullable String version,
    @Nullable Double score,
    @Nullable String severity,
    String words) {

  static StatedScore of(CvssStatement statement) {
    String provider = statement.container().provider();
    String by = provider.isEmpty() ? statement.container().role().name() : provider;
    return switch (CvssReader.read(statement.vector())) {
      case CvssScore score ->
          new StatedScore(
              by,
              statement.vector(),
              score.version().number(),
              score.baseScore(),
              score.severity().name().toLowerCase(java.util.Locale.ROOT),
              String.join(
                  ", ",
                  score.attackVector().words(),
                  score.attackComplexity().words(),
                  score.privilegesRequired().words(),
                  score.userInteraction().words()));
      case CvssResult.BadVector bad ->
          new StatedScore(by, statement.vector(), null, null, null, bad.message());
    };
  }
}
