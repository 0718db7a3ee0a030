package org.snowguard.core.match;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What matching reads of a CPE name, lower case and unescaped.
 *
 * @param part {@code a}, {@code o} or {@code h}
 * @param targetSoftware the platform that it runs in; empty when the name does not say
 */
record CpeText(String part, String vendor, String product, String targetSoftware) {
  private static final int TARGET_SOFTWARE = 10;

  /** Reads a formatted string (2.3) or a URI (2.2); null for anything else. */
  static @Nullable CpeText of(String name) {
    String[] parts = name.split(":", -1);
    if (parts.length > 5 && parts[0].equals("cpe") && parts[1].equals("2.3")) {
      String target = parts.length > TARGET_SOFTWARE ? unescaped(parts[TARGET_SOFTWARE]) : "";
      return new CpeText(
          parts[2], unescaped(parts[3]), unescaped(parts[4]), target.length() > 1 ? target : "");
    }
    if (parts.length > 3 && parts[0].equals("cpe") && parts[1].startsWith("/")) {
      return new CpeText(parts[1].substring(1), unescaped(parts[2]), unescaped(parts[3]), "");
    }
    return null;
  }

  /** Whether it names a device or what runs on one alone. */
  boolean isHardware() {
    return part.equals("h") || product.endsWith("_firmware");
  }

  private static String unescaped(String field) {
    return field.replace("\\", "").toLowerCase(Locale.ROOT);
  }
}
