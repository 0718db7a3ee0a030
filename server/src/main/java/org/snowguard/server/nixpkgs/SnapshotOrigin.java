package org.snowguard.server.nixpkgs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a snapshot is from.
 *
 * @param revision commit of nixpkgs, or null when the input does not tell
 * @param takenAt when the channel pointed there, or null
 * @param packagesFingerprint SHA-256 of the packages file
 * @param sourcesFingerprint SHA-256 of the file of patches and sources, or null without one
 */
public record SnapshotOrigin(
    @Nullable String revision,
    @Nullable Instant takenAt,
    String packagesFingerprint,
    @Nullable String sourcesFingerprint) {}
