package org.snowguard.server.publication.api;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Moments;

/** What the parameters of a list mean. */
final class Listing {

  static final String DEFAULT_LIMIT = "50";
  static final int MOST = 200;

  private Listing() {}

  static int limit(int asked) {
    if (asked < 1 || asked > MOST) {
      throw new BadInput(
          "reading a list", "limit " + asked, "give a limit from 1 to " + MOST + ".");
    }
    return asked;
  }

  static @Nullable Instant moment(@Nullable String changedSince) {
    if (changedSince == null || changedSince.isBlank()) {
      return null;
    }
    try {
      return Moments.parse(changedSince.strip());
    } catch (DateTimeException e) {
      throw new BadInput(
          "reading a list",
          "changedSince \"" + changedSince + "\"",
          "give a moment in UTC such as 2026-11-21T06:00:00Z.");
    }
  }
}
