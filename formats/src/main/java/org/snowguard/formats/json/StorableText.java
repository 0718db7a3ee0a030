package org.snowguard.formats.json;

/** Text that every store and every encoding takes. */
public final class StorableText {
  private StorableText() {}

  /**
   * The text with each NUL and each half of a surrogate pair replaced by U+FFFD. JSON can escape
   * both; PostgreSQL refuses the first and UTF-8 the second.
   */
  public static String of(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char character = text.charAt(i);
      if (character == 0 || Character.isSurrogate(character)) {
        return repaired(text);
      }
    }
    return text;
  }

  private static String repaired(String text) {
    StringBuilder repaired = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                    ? 0xFFFD
                    : c)
        .forEach(repaired::appendCodePoint);
    return repaired.toString();
  }
}
