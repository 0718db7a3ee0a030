package org.snowguard.core.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * Package URLs of packages in nixpkgs: {@code pkg:nix/nixpkgs/openssl@3.0.14?channel=nixos-26.05}.
 * The type {@code nix} is proposed (purl-spec, pull request 877) and not registered yet; its
 * namespace tells the package set, its name the attribute path.
 */
public final class NixPurl {

  private static final String PREFIX = "pkg:nix/nixpkgs/";
  private static final String UNESCAPED = "-._~:";

  private NixPurl() {}

  /** The package whatever its version. */
  public static String of(String attribute) {
    return PREFIX + escaped(attribute);
  }

  /**
   * The package in a channel: the same version may be patched in one channel and not in another.
   *
   * @param version null where the package has none
   */
  public static String of(String attribute, @Nullable String version, String channel) {
    return of(attribute)
        + (version == null ? "" : "@" + escaped(version))
        + "?channel="
        + escaped(channel);
  }

  /** As the purl specification escapes every component: UTF-8, percent-encoded. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte each : text.getBytes(UTF_8)) {
      char letter = (char) (each & 0xff);
      boolean plain =
          (letter >= 'a' && letter <= 'z')
              || (letter >= 'A' && letter <= 'Z')
              || (letter >= '0' && letter <= '9')
              || UNESCAPED.indexOf(letter) >= 0;
      if (plain) {
        escaped.append(letter);
      } else {
        escaped.append('%').append("%02X".formatted((int) letter));
      }
    }
    return escaped.toString();
  }
}
