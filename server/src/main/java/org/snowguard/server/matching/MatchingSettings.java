package org.snowguard.server.matching;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How matching runs.
 *
 * @param release who lets a new algorithm make the suggestions: {@code operator} looks at the
 *     difference and releases it; {@code automatic} releases it as soon as the program starts
 */
@ConfigurationProperties("snowguard.matching")
public record MatchingSettings(@DefaultValue("operator") Release release) {

  /** See {@link MatchingSettings#release}. */
  public enum Release {
    OPERATOR,
    AUTOMATIC
  }
}
