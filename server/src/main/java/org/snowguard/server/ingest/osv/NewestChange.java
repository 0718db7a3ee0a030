package org.snowguard.server.ingest.osv;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The newest change seen; one that lies in the future must not hide those that come before it. */
final class NewestChange {

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

  private final Instant latest;
  private @Nullable Instant newest;

  NewestChange(Instant now) {
    latest = now.plus(CLOCKS_DIFFER);
  }

  void see(@Nullable Instant change) {
    if (change != null && !change.isAfter(latest) && (newest == null || change.isAfter(newest))) {
      newest = change;
    }
  }

  /** Null if none was seen. */
  @Nullable Instant at() {
    return newest;
  }

  Instant bounded(Instant change) {
    return change.isAfter(latest) ? latest : change;
  }
}
