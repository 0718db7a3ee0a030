package org.snowguard.server.browse.answer;

import org.jspecify.annotations.Nullable;

/**
 * What a snapshot changed for a vulnerability: another version or patch of a package.
 *
 * @param before {@code affected}, or null: what the channel had was not
 */
public record Moved(
    String vulnerability,
    @Nullable String severity,
    String attribute,
    @Nullable String from,
    @Nullable String to,
    @Nullable String before,
    String after) {
  public boolean isWorse() {
    return after.equals("affected");
  }
}
