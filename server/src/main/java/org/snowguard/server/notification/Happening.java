package org.snowguard.server.notification;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a public issue, or a likely suggestion.
 *
 * @param key stable and unique
 * @param issueId null of a suggestion
 * @param link path of the page that it is about
 * @param title one line
 * @param words plain text
 */
public record Happening(
    long id,
    String key,
    Kind kind,
    @Nullable Long issueId,
    String link,
    String title,
    String words,
    Instant at) {

  /** What happened. */
  public enum Kind {
    PUBLISHED,
    STATUS,
    CLOSED,
    REOPENED,
    NO_LONGER_APPLIES,
    SUGGESTED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind parse(String text) {
      return Arrays.stream(values())
          .filter(kind -> kind.text().equals(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("Unknown kind: " + text));
    }
  }
}
