package org.snowguard.core.version;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the version field of a record says in the wild: half of them hold a version, the others
 * {@code < 1.2}, {@code 1.0 to 1.4}, {@code 5.7.21 and prior}, {@code n/a} or prose.
 *
 * <p>Versions are kept as they were written, without the words around them.
 */
public sealed interface VersionText {

  /** One version; a version of zeros alone means "from the beginning" where it is a lower bound. */
  record Exact(String version) implements VersionText {}

  /**
   * All versions that begin with these numbers: {@code 2.8} for {@code 2.8.x}. See {@link
   * VersionOrder#compareToSeries}.
   */
  record Series(String prefix) implements VersionText {}

  /**
   * An interval. A bound that ends in {@code .*} means the end of that series.
   *
   * @param lower null where nothing bounds it from below
   * @param upper null where nothing bounds it from above; never null together with {@code lower}
   */
  record Bounds(
      @Nullable String lower,
      boolean lowerInclusive,
      @Nullable String upper,
      boolean upperInclusive)
      implements VersionText {}

  /** Whatever the version, including those to come. */
  record Any() implements VersionText {}

  /**
   * Several alternatives, as in {@code 1.0, 1.1 and 2.x}.
   *
   * @param alternatives at least two, none of them {@code AnyOf} or {@code NotAVersion}
   */
  record AnyOf(List<VersionText> alternatives) implements VersionText {}

  /**
   * @param reason one clause for a person: what stands there instead
   */
  record NotAVersion(String reason) implements VersionText {}

  /** CVE 5 allows 1,024 characters. */
  int MAXIMUM_LENGTH = 1024;

  Set<String> PLACEHOLDERS =
      Set.of(
          "",
          "-",
          "n/a",
          "na",
          "none",
          "null",
          "unspecified",
          "unknown",
          "undefined",
          "various",
          "multiple",
          "not applicable",
          "not specified",
          "tbd",
          "?",
          "latest",
          "publication",
          "see references");

  /** Reads a field. Never throws; what cannot be read with certainty is {@link NotAVersion}. */
  static VersionText read(String field) {
    if (field.length() > MAXIMUM_LENGTH) {
      return new NotAVersion("longer than " + MAXIMUM_LENGTH + " characters");
    }
    String text = field.strip();
    if (PLACEHOLDERS.contains(text.toLowerCase(Locale.ROOT))) {
      return new NotAVersion("a placeholder that names no version");
    }
    return new VersionTextReader(VersionTextScanner.scan(text)).read();
  }

  /**
   * Joins a CPE's version with its update: {@code 9.7} and {@code p1} give {@code 9.7-p1}, {@code
   * 1.0.2} and {@code k} give {@code 1.0.2k}.
   */
  static String joinUpdate(String version, String update) {
    if (update.isEmpty() || update.equals("*") || update.equals("-")) {
      return version;
    }
    boolean letter = update.length() == 1 && Character.isLetter(update.charAt(0));
    return letter ? version + update : version + "-" + update;
  }

  /**
   * Takes off what Nixpkgs appends to the versions of a package set, such as the kernel's version
   * in {@code 8.052.01-6.1.80}. The suffix is known from the set, never guessed from the text.
   */
  static String withoutDownstreamSuffix(String version, String suffix) {
    String tail = "-" + suffix;
    return !suffix.isEmpty() && version.length() > tail.length() && version.endsWith(tail)
        ? version.substring(0, version.length() - tail.length())
        : version;
  }
}
