package org.snowguard.server.nixpkgs;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.ChannelRelease;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.web.Transactions;

/** The channels and their snapshots. */
public final class Channels {

  private final SnapshotStore snapshots;
  private final SpanStore spans;
  private final PackageValues values;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  public Channels(Jdbi jdbi, EventLog events, Transactions transactions, Clock clock) {
    snapshots = new SnapshotStore(jdbi);
    spans = new SpanStore(jdbi);
    values = new PackageValues(new ValueStore(jdbi));
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Registers a primary channel by its name; its dates come from the release calendar. */
  public Channel register(String name) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Optional<ChannelRelease> release = ChannelRelease.of(name);
    String status =
        release
            .map(found -> found.isEndOfLifeOn(today) ? "end_of_life" : "stable")
            .orElse("rolling");
    String branch = release.map(found -> "release-" + found.version()).orElse("master");
    // Rolling first, then the newest release: 26.05 is 2605, so it comes before 25.11.
    int position =
        release.map(found -> 9999 - Integer.parseInt(found.version().replace(".", ""))).orElse(0);
    return transactions.call(
        () -> snapshots.upsertChannel(name, branch, status, release.orElse(null), position));
  }

  /** In the order of pages. */
  public List<Channel> all() {
    return snapshots.channels();
  }

  public Optional<Channel> find(String name) {
    return all().stream().filter(channel -> channel.name().equals(name)).findFirst();
  }

  public Optional<Snapshot> current(Channel channel) {
    return snapshots.current(channel.id());
  }

  public List<Snapshot> latest(Channel channel, int limit) {
    return snapshots.latest(channel.id(), limit);
  }

  /** Whether a channel's packages and sources are those of these files already. */
  public boolean isCurrent(Channel channel, SnapshotOrigin origin) {
    return snapshots
        .current(channel.id())
        .map(
            snapshot ->
                snapshot.packagesFingerprint().equals(origin.packagesFingerprint())
                    && Objects.equals(snapshot.sourcesFingerprint(), origin.sourcesFingerprint()))
        .orElse(false);
  }

  /**
   * Stores a channel's packages: as a new snapshot, of which only what changed takes room; or, when
   * only the knowledge of patches and sources is new, as more knowledge of the current one. All or
   * nothing.
   */
  public SnapshotChange store(Channel channel, SnapshotOrigin origin, ChannelPackages packages) {
    return transactions.call(
        () -> {
          snapshots.lock(channel.id());
          Optional<Snapshot> current = snapshots.current(channel.id());
          List<StorablePackage> rows = values.store(packages.packages());
          boolean samePackages =
              current
                  .map(
                      snapshot ->
                          snapshot.packagesFingerprint().equals(origin.packagesFingerprint()))
                  .orElse(false);
          SnapshotChange change =
              samePackages
                  ? learn(channel, current.orElseThrow(), origin, rows)
                  : advance(channel, current.orElse(null), origin, rows);
          report(channel, origin, change);
          return change;
        });
  }

  private SnapshotChange learn(
      Channel channel, Snapshot current, SnapshotOrigin origin, List<StorablePackage> rows) {
    Map<String, StorablePackage> before = spans.current(channel.id());
    List<StorablePackage> changed =
        rows.stream().filter(row -> !row.equals(before.get(row.attribute()))).toList();
    spans.updateKnowledge(channel.id(), changed);
    snapshots.setSources(current.id(), origin.sourcesFingerprint());
    return new SnapshotChange(current.id(), 0, changed.size(), 0, rows.size());
  }

  private SnapshotChange advance(
      Channel channel,
      @Nullable Snapshot current,
      SnapshotOrigin origin,
      List<StorablePackage> rows) {
    Map<String, StorablePackage> before = spans.current(channel.id());
    long snapshot = snapshots.insert(channel.id(), origin, rows.size(), clock.instant());
    List<StorablePackage> opened = new ArrayList<>();
    Set<String> gone = new HashSet<>(before.keySet());
    int added = 0;
    for (StorablePackage row : rows) {
      gone.remove(row.attribute());
      StorablePackage known = before.get(row.attribute());
      if (!row.equals(known)) {
        opened.add(row);
        added += known == null ? 1 : 0;
      }
    }
    if (current != null) {
      Set<String> ended = new HashSet<>(gone);
      opened.forEach(row -> ended.add(row.attribute()));
      spans.end(channel.id(), ended, current.id());
    }
    spans.insert(channel.id(), opened, snapshot);
    return new SnapshotChange(snapshot, added, opened.size() - added, gone.size(), rows.size());
  }

  private void report(Channel channel, SnapshotOrigin origin, SnapshotChange change) {
    Map<String, Object> counts =
        Map.of(
            "packages", change.packages(),
            "added", change.added(),
            "changed", change.changed(),
            "removed", change.removed(),
            "patches", origin.sourcesFingerprint() == null ? "unknown" : "known");
    events.append(
        new NewEvent(
            "channel.advanced",
            "channel",
            channel.id(),
            channel.name(),
            null,
            null,
            null,
            null,
            counts,
            null,
            null));
  }

  /**
   * What a new snapshot changed.
   *
   * @param added attributes that were not there before
   * @param changed attributes with another version, metadata, patches or sources
   * @param removed attributes that are gone
   * @param packages attributes in all
   */
  public record SnapshotChange(
      long snapshotId, int added, int changed, int removed, int packages) {}
}
