package org.snowguard.core.publish;

import java.util.Optional;

/**
 * Our part of a GitHub issue's body, between two marks. Whatever people write around it stays as it
 * is when our part is renewed.
 */
public final class OwnBlock {

  /** Where ours begins. */
  public static final String BEGIN =
      "<!-- snowguard:begin: written by the service at each change; write above or below it -->";

  /** Where ours ends. */
  public static final String END = "<!-- snowguard:end -->";

  private OwnBlock() {}

  /**
   * The body with a new part of ours; empty when people took the marks away: then leave it alone.
   */
  public static Optional<String> replace(String body, String block) {
    int begin = body.indexOf(BEGIN);
    int end = body.indexOf(END, Math.max(begin, 0));
    if (begin < 0 || end < 0) {
      return Optional.empty();
    }
    return Optional.of(body.substring(0, begin) + of(block) + body.substring(end + END.length()));
  }

  /** Ours, from one of these marks to the other, if it has them. */
  public static Optional<String> in(String body) {
    int begin = body.indexOf(BEGIN);
    int end = body.indexOf(END, Math.max(begin, 0));
    return begin < 0 || end < 0
        ? Optional.empty()
        : Optional.of(body.substring(begin, end + END.length()));
  }

  private static String of(String block) {
    return in(block)
        .orElseThrow(() -> new IllegalArgumentException("a block of ours has both marks"));
  }
}
