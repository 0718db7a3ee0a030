package org.snowguard.core.version;

/**
 * A derivation name taken apart as {@code builtins.parseDrvName} does: at the first dash that is
 * followed by anything but an ASCII letter.
 *
 * @param name what stands before the version, such as {@code font-bh}
 * @param version what follows, such as {@code 100dpi-1.0.3}; empty where the name has none
 */
public record DerivationName(String name, String version) {

  public static DerivationName parse(String text) {
    for (int at = 0; at + 1 < text.length(); at++) {
      if (text.charAt(at) == '-' && !isAsciiLetter(text.charAt(at + 1))) {
        return new DerivationName(text.substring(0, at), text.substring(at + 1));
      }
    }
    return new DerivationName(text, "");
  }

  private static boolean isAsciiLetter(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
  }
}
