package org.snowguard.core.publish;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code NIXPKGS-2026-0001}: a prefix, the year of the publication, a number without gaps.
 *
 * @param number from one, at least four digits when written
 */
public record PublicId(String prefix, int year, int number) {

  private static final Pattern FORM = Pattern.compile("([A-Z][A-Z0-9]{1,19})-(\\d{4})-(\\d{4,9})");
  private static final Pattern PREFIX = Pattern.compile("[A-Z][A-Z0-9]{1,19}");

  public PublicId {
    if (!isPrefix(prefix) || year < 1000 || year > 9999 || number < 1) {
      throw new IllegalArgumentException(
          "no public id: \"%s\", %d, %d; a prefix is 2 to 20 capital letters and digits"
              .formatted(prefix, year, number));
    }
  }

  /** Whether public ids may begin with it. */
  public static boolean isPrefix(String text) {
    return PREFIX.matcher(text).matches();
  }

  /** Empty for any other text. */
  public static Optional<PublicId> parse(String text) {
    Matcher read = FORM.matcher(text);
    return read.matches() && Integer.parseInt(read.group(3)) > 0
        ? Optional.of(
            new PublicId(
                read.group(1), Integer.parseInt(read.group(2)), Integer.parseInt(read.group(3))))
        : Optional.empty();
  }

  public String text() {
    return "%s-%04d-%04d".formatted(prefix, year, number);
  }
}
