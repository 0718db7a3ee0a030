package org.snowguard.server.nixpkgs.follow;

import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.server.ingest.Fingerprints;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.source.FetchFailure;
import org.snowguard.server.ingest.source.Stamp;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.ChannelFetch;
import org.snowguard.server.nixpkgs.ChannelImport;
import org.snowguard.server.nixpkgs.ChannelRegistry;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.RegisteredChannel.Head;
import org.snowguard.server.nixpkgs.Snapshot;
import org.snowguard.server.nixpkgs.SnapshotOrigin;

/** Takes a channel to where it points now, or leaves it as it is. */
final class ChannelTaking {

  private static final Logger log = LoggerFactory.getLogger(ChannelTaking.class);

  /**
   * Nixpkgs drops a few hundred of its 90,000 packages at a time. A file that lacks a fifth was cut
   * off or evaluated wrongly, and would call what is missing there unaffected.
   */
  private static final double LEAST_SHARE = 0.8;

  /** What cannot be read would count as removed from Nixpkgs, and as unaffected. */
  private static final double MOST_SKIPPED = 0.01;

  private final PackagesDownload download;
  private final ChannelImport imports;
  private final Channels channels;
  private final ChannelRegistry registry;
  private final Clock clock;

  ChannelTaking(
      PackagesDownload download,
      ChannelImport imports,
      Channels channels,
      ChannelRegistry registry,
      Clock clock) {
    this.download = download;
    this.imports = imports;
    this.channels = channels;
    this.registry = registry;
    this.clock = clock;
  }

  /**
   * @param before how fetching went last
   * @param current where the channel stands, or null
   */
  ImportCounts take(Channel channel, Head head, ChannelFetch before, @Nullable Snapshot current)
      throws IOException, InterruptedException {
    boolean isThatFile =
        current != null && current.packagesFingerprint().equals(before.fingerprint());
    Stamp known =
        isThatFile
            ? new Stamp(before.etag(), before.lastModified(), before.bytes())
            : new Stamp(null, null, before.bytes());
    return download.of(
        channel.name(),
        head.revision(),
        known,
        file ->
            file == null
                ? unchanged(channel, head, before, current)
                : store(channel, head, current, file));
  }

  private ImportCounts unchanged(
      Channel channel, Head head, ChannelFetch before, @Nullable Snapshot current)
      throws FetchFailure {
    if (current == null) {
      throw new FetchFailure("its packages are said to be unchanged, and none were ever fetched");
    }
    channels.standStill(channel, head.revision(), head.seenAt());
    registry.note(channel, before.again(clock.instant()));
    return new ImportCounts(current.packages(), 0, 0, 0);
  }

  private ImportCounts store(
      Channel channel, Head head, @Nullable Snapshot current, PackagesDownload.File file)
      throws IOException {
    String fingerprint = Fingerprints.of(file.path());
    SnapshotOrigin origin = new SnapshotOrigin(head.revision(), head.seenAt(), fingerprint, null);
    ImportCounts taken;
    try {
      taken =
          imports.take(
              channel,
              origin,
              file.path(),
              file.from(),
              (packages, skipped) -> requirePlausible(packages, skipped, current));
    } catch (FetchFailure e) {
      throw e;
    } catch (IOException e) {
      String words = String.valueOf(e.getMessage()).replace(file.path().toString(), "the file");
      throw new IOException("%s: %s".formatted(file.from(), words), e);
    }
    if (!file.checked()) {
      log.info("{}: no checksum is published beside {}", channel.name(), file.from());
    }
    Stamp stamp = file.stamp();
    registry.note(
        channel,
        ChannelFetch.good(
            stamp.etag(),
            stamp.lastModified(),
            stamp.bytes(),
            fingerprint,
            file.checked(),
            clock.instant()));
    return taken;
  }

  private static void requirePlausible(
      ChannelPackages packages, int skipped, @Nullable Snapshot current) throws FetchFailure {
    int found = packages.packages().size();
    if (skipped > (found + skipped) * MOST_SKIPPED) {
      throw new FetchFailure(
          ("%,d of the %,d packages of its file cannot be read, more than one in a hundred, and"
               + " what is stored was kept; look at one of them, for its form may have changed, or"
               + " start once with the file itself: snowguard serve --channel %s=FILE")
              .formatted(skipped, found + skipped, packages.channel()));
    }
    int stored = current == null ? 0 : current.packages();
    if (found == 0 || found < stored * LEAST_SHARE) {
      throw new FetchFailure(
          ("its file has %,d packages where %,d are stored, and what is stored was kept; if nixpkgs"
                  + " has really lost so many, start once with the file itself: snowguard serve"
                  + " --channel %s=FILE")
              .formatted(found, stored, packages.channel()));
    }
  }
}
