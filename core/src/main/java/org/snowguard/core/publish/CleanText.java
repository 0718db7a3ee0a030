package org.snowguard.core.publish;

import java.util.regex.Pattern;

/** Text without characters that no reader sees: controls, directions, lone surrogates. */
final class CleanText {

  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

  /** How the marks around our part of a body begin; code spans would let them through. */
  private static final Pattern MARK = Pattern.compile("<!--(?=[\\s\\p{Z}]*snowguard)");

  private static final int REPLACEMENT = 0xFFFD;
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private CleanText() {}

  /** One line: every run of white space is one space. */
  static String line(String text) {
    return SPACES.matcher(lines(text)).replaceAll(" ");
  }

  /** Lines and tabs stay. Nothing in it marks where our part of a body begins or ends. */
  static String lines(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .replace('\r', '\n')
        .codePoints()
        .map(CleanText::visible)
        .filter(point -> point >= 0)
        .forEach(clean::appendCodePoint);
    return MARK.matcher(clean).replaceAll("<! --");
  }

  /** At most so many UTF-16 units, with an ellipsis where something is left out. */
  static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
    return text.substring(0, end) + "…";
  }

  /**
   * The point itself, another one that shows that something was there, or -1. Joiners stay: scripts
   * need them. Other format characters turn the direction of text (Unicode 16, UAX #9) or hide in
   * it.
   */
  private static int visible(int point) {
    if (point == '\n' || point == '\t') {
      return point;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL -> ' ';
      case Character.FORMAT ->
          point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER ? point : -1;
      case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> REPLACEMENT;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '\n';
      default -> point;
    };
  }
}
