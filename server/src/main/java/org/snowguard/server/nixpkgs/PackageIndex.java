package org.snowguard.server.nixpkgs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.server.web.Transactions;

/** The packages of all channels: whole, for the matcher, and one by one, for pages. */
public final class PackageIndex {

  private final SnapshotStore snapshots;
  private final SpanStore spans;
  private final HistoryStore histories;
  private final StandingPackageStore packages;
  private final LoadedChannels loadedChannels;
  private final Transactions transactions;

  public PackageIndex(Jdbi jdbi, Transactions transactions) {
    snapshots = new SnapshotStore(jdbi);
    spans = new SpanStore(jdbi);
    histories = new HistoryStore(jdbi);
    packages = new StandingPackageStore(jdbi);
    loadedChannels = new LoadedChannels(spans, packages);
    this.transactions = transactions;
  }

  /**
   * All packages that stand now.
   *
   * @param channels in the order of pages, those that have a snapshot
   * @param factsIds by channel, then attribute: what verdicts are stored under
   */
  public record Loaded(
      List<Channel> channels,
      List<ChannelPackages> packages,
      Map<String, Map<String, Long>> factsIds) {}

  /** Reads the packages that changed since the last time; the others are the same objects. */
  public Loaded load() {
    return transactions.read(this::loadConsistently);
  }

  private Loaded loadConsistently() {
    List<Channel> channels = new ArrayList<>();
    List<ChannelPackages> packages = new ArrayList<>();
    Map<String, Map<String, Long>> factsIds = new HashMap<>();
    for (Channel channel : snapshots.channels()) {
      if (snapshots.current(channel.id()).isEmpty()) {
        continue;
      }
      LoadedChannels.LoadedChannel loaded = loadedChannels.load(channel);
      channels.add(channel);
      packages.add(loaded.packages());
      factsIds.put(channel.name(), loaded.factsIds());
    }
    return new Loaded(channels, packages, factsIds);
  }

  /** Packages as they stand or once stood, by the numbers of their spans. */
  public Map<Long, NixPackage> ofSpans(Collection<Long> spanIds) {
    return transactions.read(() -> packages.packages(List.copyOf(spanIds)));
  }

  /** Every span of an attribute, by channel, the newest first; empty for one never seen. */
  public List<PackageSpan> history(String attribute) {
    return spans.history(attribute);
  }

  /** The packages that stand now under some attributes, by channel, then attribute. */
  public List<PackageSpan> current(Collection<String> attributes) {
    return spans.currentOf(attributes);
  }

  public Optional<PackageMetadata> metadata(PackageSpan span) {
    return Optional.ofNullable(metadata(List.of(span)).get(span.metadataId()));
  }

  /** The metadata of packages by {@link PackageSpan#metadataId}. */
  public Map<Long, PackageMetadata> metadata(Collection<PackageSpan> of) {
    return histories.metadata(of.stream().map(PackageSpan::metadataId).distinct().toList());
  }

  /** Patches and sources of a package, or empty where they were not evaluated. */
  public Optional<PackageSources> sources(PackageSpan span) {
    return Optional.ofNullable(sources(List.of(span)).get(span.id()));
  }

  /** The same of several by {@link PackageSpan#id}; those not evaluated are left out. */
  public Map<Long, PackageSources> sources(Collection<PackageSpan> of) {
    return spans.sources(of.stream().map(PackageSpan::id).toList());
  }
}
