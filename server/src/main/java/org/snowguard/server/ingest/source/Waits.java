package org.snowguard.server.ingest.source;

import java.time.Duration;

/** Spans of time in the words of logs and errors: "4 s", "2 min 30 s", "6 h". */
final class Waits {

  private Waits() {}

  /** To the second, which is rounded up: "0 s" would read as no wait. */
  static String words(Duration wait) {
    Duration whole = Duration.ofSeconds(wait.plusNanos(999_999_999).toSeconds());
    StringBuilder words = new StringBuilder();
    append(words, whole.toHours(), "h");
    append(words, whole.toMinutesPart(), "min");
    append(words, whole.toSecondsPart(), "s");
    return words.isEmpty() ? "0 s" : words.toString();
  }

  private static void append(StringBuilder words, long number, String unit) {
    if (number > 0) {
      words.append(words.isEmpty() ? "" : " ").append(number).append(' ').append(unit);
    }
  }
}
