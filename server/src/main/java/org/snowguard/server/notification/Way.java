package org.snowguard.server.notification;

import java.util.Arrays;
import java.util.Locale;
import org.snowguard.server.web.BadInput;

/** How somebody is told. Who follows a thing twice is told in the way that comes first here. */
public enum Way {
  MAIL("by mail, at once"),
  DAILY("by mail, once a day"),
  WEEKLY("by mail, once a week"),
  PRODUCT("here alone"),
  OFF("not at all");

  private final String label;

  Way(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isMail() {
    return this == MAIL || this == DAILY || this == WEEKLY;
  }

  static Way parse(String text) {
    return Arrays.stream(values())
        .filter(way -> way.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "choosing how to be told",
                    "way \"" + text + "\"",
                    "use one of product, mail, daily, weekly, off."));
  }
}
