package org.snowguard.formats.cpe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a CPE 2.3 name that say which software it is (NIST IR 7695, formatted string),
 * without their escapes.
 *
 * @param version {@code *} for any, {@code -} for none
 */
record CpeName(String vendor, String product, String version) {
  private static final int PARTS = 6;

  /** Null when the text is no formatted string with vendor, product and version. */
  static @Nullable CpeName parse(String text) {
    List<String> parts = split(text);
    return parts.size() < PARTS || !parts.get(0).equals("cpe") || !parts.get(1).equals("2.3")
        ? null
        : new CpeName(parts.get(3), parts.get(4), parts.get(5));
  }

  boolean anyVersion() {
    return version.equals("*") || version.equals("-") || version.isEmpty();
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length() && parts.size() < PARTS; i++) {
      char character = text.charAt(i);
      if (character == '\\' && i + 1 < text.length()) {
        part.append(text.charAt(++i));
      } else if (character == ':') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(character);
      }
    }
    if (parts.size() < PARTS) {
      parts.add(part.toString());
    }
    return parts;
  }
}
