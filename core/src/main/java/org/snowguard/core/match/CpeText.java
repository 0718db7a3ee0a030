package org.snowguard.core.match;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.cpe.CpeName;

/**
 * What matching reads of a CPE name, lower case.
 *
 * @param part {@code a}, {@code o} or {@code h}
 * @param targetSoftware the platform that it runs in; empty when the name does not say
 */
public record CpeText(String part, String vendor, String product, String targetSoftware) {

  /** Null where the text is no CPE name. */
  public static @Nullable CpeText of(String text) {
    CpeName name = CpeName.of(text);
    if (name == null) {
      return null;
    }
    String target = lower(name.targetSoftware());
    return new CpeText(
        name.part(),
        lower(name.vendor()),
        lower(name.product()),
        target.length() > 1 ? target : "");
  }

  /** Whether it names a device or what runs on one alone. */
  public boolean isHardware() {
    return part.equals("h") || product.endsWith("_firmware");
  }

  private static String lower(String field) {
    return field.toLowerCase(Locale.ROOT);
  }
}
