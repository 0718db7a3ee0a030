package org.snowguard.server.nixpkgs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A channel at one revision.
 *
 * @param revision commit of nixpkgs, or null when the input did not tell
 * @param takenAt when the channel pointed there, or null
 * @param packagesFingerprint SHA-256 of the file that it was read from
 * @param sourcesFingerprint the same of its patches and sources; null: not evaluated
 */
public record Snapshot(
    long id,
    int channelId,
    @Nullable String revision,
    @Nullable Instant takenAt,
    Instant importedAt,
    String packagesFingerprint,
    @Nullable String sourcesFingerprint,
    int packages) {

  /** Whether a missing patch says anything. */
  public boolean patchesKnown() {
    return sourcesFingerprint != null;
  }
}
