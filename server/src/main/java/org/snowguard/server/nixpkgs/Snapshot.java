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
 * @param patchesSnapshot whose evaluation the patches are from: its own, or one before it, of which
 *     unchanged packages keep theirs; null: there was none
 * @param patchesUnread how many packages' patches are not known
 * @param patchesRevision the revision of {@code patchesSnapshot}, or null
 */
public record Snapshot(
    long id,
    int channelId,
    @Nullable String revision,
    @Nullable Instant takenAt,
    Instant importedAt,
    String packagesFingerprint,
    @Nullable String sourcesFingerprint,
    int packages,
    @Nullable Long patchesSnapshot,
    int patchesUnread,
    @Nullable String patchesRevision) {

  /** Whether it was evaluated itself. */
  public boolean patchesKnown() {
    return sourcesFingerprint != null;
  }

  /**
   * Whether patches are those of an earlier evaluation, for as long as there is none of its own.
   */
  public boolean patchesCarried() {
    return !patchesKnown() && patchesSnapshot != null;
  }

  /** Whether a file's packages are these, at the same revision as far as both tell. */
  boolean isOf(SnapshotOrigin origin) {
    return packagesFingerprint.equals(origin.packagesFingerprint())
        && (revision == null || origin.revision() == null || revision.equals(origin.revision()));
  }
}
