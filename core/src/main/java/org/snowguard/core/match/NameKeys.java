package org.snowguard.core.match;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Spellings under which one name is looked up: exact keys after squashing, never substrings. */
final class NameKeys {
  private NameKeys() {}

  /**
   * Letters and digits alone, lower case: {@code OAuth2 Proxy} and {@code oauth2-proxy} are one.
   */
  static String squash(String name) {
    return isSquashed(name)
        ? name
        : squashed(isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFKC));
  }

  private static String squashed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        out.append((char) (c + 32));
      } else if (isSquashed(c)) {
        out.append(c);
      } else if (c > 127 && Character.isLetterOrDigit(c)) {
        out.append(Character.toLowerCase(c));
      }
    }
    return out.toString();
  }

  private static boolean isSquashed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isSquashed(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSquashed(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /** {@code python} of {@code python3}: a name without the number of its series, or null. */
  static @Nullable String withoutSeries(String squashed) {
    int end = squashed.length();
    while (end > 0 && Character.isDigit(squashed.charAt(end - 1))) {
      end--;
    }
    return end < squashed.length() && end >= 2 ? squashed.substring(0, end) : null;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }
}
