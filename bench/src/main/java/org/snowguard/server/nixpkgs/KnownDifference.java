package org.snowguard.server.nixpkgs;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.core.nixpkgs.NixPackage;

/**
 * Stores a snapshot of which only what changed is given, by the statements that {@link Channels}
 * stores with: a made-up year would take days if every snapshot were compared whole. That both
 * leave the same rows is tried on some of its days.
 */
public final class KnownDifference {

  private final SnapshotStore snapshots;
  private final SpanStore spans;
  private final PackageValues values;
  private final Clock clock;

  public KnownDifference(Jdbi jdbi, Clock clock) {
    snapshots = new SnapshotStore(jdbi);
    spans = new SpanStore(jdbi);
    values = new PackageValues(new ValueStore(jdbi));
    this.clock = clock;
  }

  /**
   * Inside a transaction.
   *
   * @param packages how many the channel has
   * @param unread how many of these have no sources
   */
  public void store(
      Channel channel, SnapshotOrigin origin, List<NixPackage> changed, int packages, int unread) {
    Snapshot current = snapshots.current(channel.id()).orElseThrow();
    List<StorablePackage> rows = values.store(changed);
    long snapshot =
        snapshots.insert(
            channel.id(),
            origin,
            new SnapshotStore.Contents(packages, unread),
            current.patchesSnapshot(),
            clock.instant());
    Set<String> attributes =
        rows.stream().map(StorablePackage::attribute).collect(Collectors.toSet());
    spans.end(channel.id(), attributes, current.id());
    spans.insert(channel.id(), rows, snapshot);
  }
}
