package org.snowguard.server.nixpkgs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A package in a channel over a run of snapshots.
 *
 * @param factsId what a verdict is joined by
 * @param until when it was first seen gone or changed; null: still there
 */
public record PackageSpan(
    long id,
    String channel,
    boolean supported,
    String attribute,
    String name,
    @Nullable String version,
    long metadataId,
    long factsId,
    boolean patchesKnown,
    Instant since,
    @Nullable Instant until) {}
