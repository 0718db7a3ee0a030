package org.snowguard.server.notification;

import java.util.Arrays;
import java.util.Locale;
import org.snowguard.server.web.BadInput;

/**
 * What can be followed.
 *
 * @param key attribute, number of the project, name of the channel, number of the issue, numeric
 *     GitHub id of the maintainer, or the query string of the search
 */
public record Followed(Kind kind, String key) {

  /** Of what sort it is. */
  public enum Kind {
    PACKAGE("the package"),
    PROJECT("the project"),
    CHANNEL("the channel"),
    ISSUE("the issue"),
    MAINTAINER("what is maintained by"),
    SEARCH("the search");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether machine-made suggestions can be asked for too. */
    public boolean hasSuggestions() {
      return this == PACKAGE || this == PROJECT || this == MAINTAINER;
    }

    static Kind parse(String text) {
      return Arrays.stream(values())
          .filter(kind -> kind.text().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new BadInput(
                      "following something",
                      "kind \"" + text + "\"",
                      "use one of package, project, channel, issue, maintainer, search."));
    }
  }
}
