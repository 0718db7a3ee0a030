package org.snowguard.server.nixpkgs;

import org.jspecify.annotations.Nullable;

/**
 * A package that stayed the same over a run of a channel's snapshots.
 *
 * @param pname the derivation's name without version
 * @param metadataId number of its metadata
 * @param sourcesId number of its patches and sources; null: not evaluated
 * @param from the first snapshot that carried it
 * @param to the last one that did, as far as is known
 * @param gone the first one after it; null: it is still there
 */
public record ShippedSpan(
    long id,
    String channel,
    boolean supported,
    String attribute,
    String name,
    String pname,
    @Nullable String version,
    long metadataId,
    @Nullable Long sourcesId,
    SnapshotPoint from,
    SnapshotPoint to,
    @Nullable SnapshotPoint gone) {

  public boolean isThere() {
    return gone == null;
  }

  /** Whether it became another span of the same attribute, without a snapshot in between. */
  boolean becomes(ShippedSpan next) {
    return gone != null
        && channel.equals(next.channel)
        && attribute.equals(next.attribute)
        && gone.snapshotId() == next.from.snapshotId();
  }
}
