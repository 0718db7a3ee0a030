package org.snowguard.core.match;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.cpe.CpeName;

/**
 * What matching reads of a CPE name, lower case.
 *
 * @param part {@code a}, {@code o} or {@code h}
 * @param hardware whether it names a device, or what runs on one alone
 * @param targetSoftware the platform that it runs in; empty when the name does not say
 */
public record CpeText(
    String part, String vendor, String product, boolean hardware, String targetSoftware) {

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
        name.isHardware(),
        target.length() > 1 ? target : "");
  }

  private static String lower(String field) {
    return field.toLowerCase(Locale.ROOT);
  }
}
