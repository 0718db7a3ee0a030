package org.snowguard.server.nixpkgs;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.web.Transactions;

/** The channels and their snapshots. */
public final class Channels {

  private final SnapshotStore snapshots;
  private final SpanStore spans;
  private final StandingPackageStore standing;
  private final PackageValues values;
  private final CarriedSourcesStore carried;
  private final ChannelRegistry registry;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  public Channels(Jdbi jdbi, EventLog events, Transactions transactions, Clock clock) {
    snapshots = new SnapshotStore(jdbi);
    spans = new SpanStore(jdbi);
    standing = new StandingPackageStore(jdbi);
    values = new PackageValues(new ValueStore(jdbi));
    carried = new CarriedSourcesStore(jdbi);
    registry = new ChannelRegistry(jdbi, events, transactions, clock);
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Registers a channel by its name. */
  public Channel register(String name) {
    return registry.register(name);
  }

  /** Primary ones, in the order of pages. */
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

  /** Whether the channel had these packages before those that it has now. */
  public boolean wasPassed(Channel channel, SnapshotOrigin origin) {
    return snapshots
            .current(channel.id())
            .filter(snapshot -> snapshot.revision() != null && !snapshot.isOf(origin))
            .isPresent()
        && snapshots.isKnown(channel.id(), origin.packagesFingerprint());
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
   * only the knowledge of patches and sources is new, as more knowledge of the current one. Where
   * no sources are given, packages that did not change keep theirs. All or nothing.
   */
  public SnapshotChange store(Channel channel, SnapshotOrigin origin, ChannelPackages packages) {
    return transactions.call(
        () -> {
          snapshots.lock(channel.id());
          Optional<Snapshot> current = snapshots.current(channel.id());
          List<NixPackage> found =
              origin.sourcesFingerprint() == null
                  ? carried.over(channel.id(), packages.packages())
                  : packages.packages();
          List<StorablePackage> rows = values.store(found);
          SnapshotChange change =
              current.filter(snapshot -> snapshot.isOf(origin)).isPresent()
                  ? learn(channel, current.orElseThrow(), origin, rows)
                  : advance(channel, current.orElse(null), origin, rows);
          report(channel, origin, change);
          return change;
        });
  }

  /** Takes up that the channel points to another revision with the very same packages. */
  public void standStill(Channel channel, String revision, Instant takenAt) {
    transactions.run(
        () -> {
          snapshots.lock(channel.id());
          Snapshot current = snapshots.current(channel.id()).orElseThrow();
          SnapshotOrigin origin =
              new SnapshotOrigin(revision, takenAt, current.packagesFingerprint(), null);
          SnapshotStore.Contents contents =
              new SnapshotStore.Contents(current.packages(), current.patchesUnread());
          if (current.isOf(origin)) {
            snapshots.learn(current.id(), origin, contents);
            return;
          }
          long snapshot =
              snapshots.insert(
                  channel.id(), origin, contents, current.patchesSnapshot(), clock.instant());
          report(channel, origin, new SnapshotChange(snapshot, 0, 0, 0, current.packages()));
        });
  }

  /**
   * Adds patches and sources, which an evaluation of a revision found, to the channel's snapshot of
   * that revision; empty if the channel stands at another one meanwhile.
   *
   * @param sources gives the packages theirs
   */
  public Optional<SnapshotChange> learn(
      Channel channel,
      String revision,
      String sourcesFingerprint,
      UnaryOperator<ChannelPackages> sources) {
    return transactions.call(
        () -> {
          snapshots.lock(channel.id());
          return snapshots
              .current(channel.id())
              .filter(snapshot -> revision.equals(snapshot.revision()))
              .map(
                  snapshot ->
                      learn(
                          channel,
                          snapshot,
                          new SnapshotOrigin(
                              revision, null, snapshot.packagesFingerprint(), sourcesFingerprint),
                          values.store(sources.apply(withoutSources(channel)).packages())));
        });
  }

  private ChannelPackages withoutSources(Channel channel) {
    return new ChannelPackages(
        channel.name(),
        standing.load(channel.id(), List.of()).stream()
            .map(one -> one.found().withSources(null))
            .toList());
  }

  private SnapshotChange learn(
      Channel channel, Snapshot current, SnapshotOrigin origin, List<StorablePackage> rows) {
    Map<String, StorablePackage> before = spans.current(channel.id());
    List<StorablePackage> changed =
        rows.stream().filter(row -> !row.equals(before.get(row.attribute()))).toList();
    Set<String> overtaken = overtaken(channel, current, before, changed);
    Map<Boolean, List<StorablePackage>> byOvertaken =
        changed.stream()
            .collect(Collectors.partitioningBy(row -> overtaken.contains(row.attribute())));
    snapshots
        .before(channel.id(), current.id())
        .ifPresent(previous -> spans.end(channel.id(), overtaken, previous));
    spans.insert(channel.id(), byOvertaken.getOrDefault(true, List.of()), current.id());
    spans.updateKnowledge(channel.id(), byOvertaken.getOrDefault(false, List.of()));
    snapshots.learn(current.id(), origin, SnapshotStore.Contents.of(rows));
    return new SnapshotChange(current.id(), 0, changed.size(), 0, rows.size());
  }

  /** Packages of which an earlier snapshot knew other patches, and keeps them. */
  private Set<String> overtaken(
      Channel channel,
      Snapshot current,
      Map<String, StorablePackage> before,
      List<StorablePackage> changed) {
    List<String> known =
        changed.stream()
            .map(StorablePackage::attribute)
            .filter(
                attribute -> {
                  StorablePackage earlier = before.get(attribute);
                  return earlier != null && earlier.sourcesId() != null;
                })
            .toList();
    return spans.begunBefore(channel.id(), current.id(), known);
  }

  private SnapshotChange advance(
      Channel channel,
      @Nullable Snapshot current,
      SnapshotOrigin origin,
      List<StorablePackage> rows) {
    Map<String, StorablePackage> before = spans.current(channel.id());
    long snapshot =
        snapshots.insert(
            channel.id(),
            origin,
            SnapshotStore.Contents.of(rows),
            current == null ? null : current.patchesSnapshot(),
            clock.instant());
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
  public record SnapshotChange(long snapshotId, int added, int changed, int removed, int packages) {

    /** For people. */
    String words() {
      return String.format(
          Locale.ROOT,
          "%,d packages, of which %,d added, %,d changed; %,d removed",
          packages,
          added,
          changed,
          removed);
    }
  }
}
