package org.snowguard.server.app;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the log is written, on standard error.
 *
 * @param format lines for people, or one JSON object a line in the Elastic Common Schema
 */
@ConfigurationProperties("snowguard.log")
record LogSettings(@DefaultValue("text") Format format) {

  /** The forms of a log. */
  enum Format {
    TEXT("logback.xml"),
    JSON("logback-json.xml");

    private final String configuration;

    Format(String configuration) {
      this.configuration = configuration;
    }

    /** The name of the resource. */
    String configuration() {
      return configuration;
    }
  }
}
