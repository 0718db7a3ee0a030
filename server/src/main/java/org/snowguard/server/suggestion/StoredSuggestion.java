package org.snowguard.server.suggestion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A suggestion as it lies in the database, locked, without its evidence.
 *
 * @param machineDigest null when the machine does not make the link
 * @param placement where the machine would put it; null for a link made by hand alone
 */
record StoredSuggestion(
    long id,
    long vulnerabilityId,
    long projectId,
    String publicId,
    String projectSlug,
    byte @Nullable [] machineDigest,
    @Nullable Standing placement,
    Instant machineChangedAt,
    boolean everOpened,
    int revision,
    Overlay overlay) {

  String label() {
    return publicId + " · " + projectSlug;
  }

  Standing standing() {
    return overlay.state();
  }
}
