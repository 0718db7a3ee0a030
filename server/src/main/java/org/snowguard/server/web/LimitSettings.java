package org.snowguard.server.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one caller may ask of a node.
 *
 * @param strangers requests a minute from one address of people who are not signed in
 * @param tokens requests a minute with one API token
 */
@ConfigurationProperties("snowguard.limits")
record LimitSettings(@DefaultValue("600") int strangers, @DefaultValue("1200") int tokens) {

  LimitSettings {
    require("strangers", strangers);
    require("tokens", tokens);
  }

  private static void require(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "snowguard.limits.%s is %d: give how many requests a minute, at least 1"
              .formatted(name, value));
    }
  }
}
