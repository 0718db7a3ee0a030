package org.snowguard.core.match;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * A name that decisions may teach something of: {@code Jet Brains · Hub} and {@code jetbrains ·
 * hub} are one.
 *
 * @param vendor squashed, empty where the record has none
 * @param product squashed, never empty
 */
public record TaughtName(String vendor, String product) {

  /** Read once, when the first decision asks. */
  private static final class Generic {
    static final GenericWords WORDS = MatchTables.shipped().generic();
  }

  /**
   * The name that a record gives, or empty where it says nothing of the software: {@code n/a}, or a
   * word for a kind of software.
   */
  public static Optional<TaughtName> of(@Nullable String vendor, @Nullable String product) {
    if (product == null || VendorName.isAbsent(product)) {
      return Optional.empty();
    }
    TaughtName name = squashed(vendor, product);
    return name.product.isEmpty() || Generic.WORDS.contains(name.product)
        ? Optional.empty()
        : Optional.of(name);
  }

  /** The name of an entry: its package name, else its product, under its vendor. */
  public static Optional<TaughtName> of(AffectedEntry entry) {
    return of(entry.vendor(), nameOf(entry));
  }

  /** Every name that a record gives: what lessons about it are found by. */
  public static Set<TaughtName> in(VulnerabilityRecord vulnerability) {
    Set<TaughtName> names = new LinkedHashSet<>();
    vulnerability.affected().forEach(entry -> of(entry).ifPresent(names::add));
    return names;
  }

  /** The text that names an entry's software, or null. */
  public static @Nullable String nameOf(AffectedEntry entry) {
    return entry.packageName() == null ? entry.product() : entry.packageName();
  }

  static TaughtName squashed(@Nullable String vendor, String product) {
    return new TaughtName(
        vendor == null || VendorName.isAbsent(vendor) ? "" : NameKeys.squash(vendor),
        NameKeys.squash(product));
  }
}
