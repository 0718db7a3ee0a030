package org.snowguard.core.match;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What decisions of people taught: a vendor's product is, or is not, a project.
 *
 * @param vendor as the record had it, or null where it had none
 * @param product the record's product or package name
 * @param project key of the project
 * @param people how many people have said so
 */
public record LearnedAlias(
    @Nullable String vendor, String product, String project, Kind kind, int people) {
  public LearnedAlias {
    vendor = vendor == null ? null : line(vendor);
    vendor = vendor == null || vendor.isEmpty() ? null : vendor;
    product = line(product);
  }

  /** As it can stand in a line of tab-separated cells that is no comment. */
  private static String line(String text) {
    String stripped = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return stripped.startsWith("#") ? stripped.replaceFirst("^[# ]+", "") : stripped;
  }

  /** What it is looked up by. */
  public TaughtName name() {
    return TaughtName.squashed(vendor, product);
  }

  /** For people: {@code JetBrains · Hub}. */
  public String label() {
    return vendor == null ? product : vendor + " · " + product;
  }

  /** What the decisions said. */
  public enum Kind {
    /** The same software. */
    ALIAS,
    /** Not the same software. */
    ANTI_ALIAS;

    /** {@code alias}, {@code anti_alias}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
