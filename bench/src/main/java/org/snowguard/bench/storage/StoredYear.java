package org.snowguard.bench.storage;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.KnownDifference;
import org.snowguard.server.nixpkgs.SnapshotOrigin;
import org.snowguard.server.web.Transactions;

/** Eight channels in the database, and what a day adds to them. */
public final class StoredYear {

  private static final List<String> NAMES =
      List.of(
          "nixos-unstable",
          "nixos-26.05",
          "nixos-25.11",
          "nixos-25.05",
          "nixos-24.11",
          "nixos-24.05",
          "nixos-23.11",
          "nixos-23.05");

  private final Jdbi jdbi;
  private final Channels channels;
  private final Transactions transactions;
  private final KnownDifference differences;
  private final List<ChannelYear> years = new ArrayList<>();
  private final Map<String, Channel> registered = new HashMap<>();
  private int snapshots;

  public StoredYear(StorageServer server, ChannelPackages newest, long seed) {
    jdbi = server.bean(Jdbi.class);
    channels = server.bean(Channels.class);
    transactions = server.bean(Transactions.class);
    differences = new KnownDifference(jdbi, Clock.systemUTC());
    for (int release = 0; release < NAMES.size(); release++) {
      String name = NAMES.get(release);
      years.add(new ChannelYear(name, newest, release, seed + release));
      registered.put(name, channels.register(name));
    }
  }

  public List<ChannelYear> channels() {
    return years;
  }

  /** The channel as it stands, by the way that every import takes. */
  public Channels.SnapshotChange store(ChannelYear year) {
    return channels.store(channel(year), origin(year), year.today());
  }

  /** The same of a channel of which only this has changed since it was stored last. */
  public void store(ChannelYear year, List<NixPackage> changed) {
    differences.store(channel(year), origin(year), changed, year.size(), year.unread());
  }

  /** All channels' differences of a day at once. */
  public void day(int packages) {
    transactions.run(() -> years.forEach(year -> store(year, year.update(packages))));
  }

  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Whether the whole way leaves the same rows as the short one. */
  public boolean isEqualBothWays(ChannelYear year, List<NixPackage> changed) {
    List<String> shortWay = new ArrayList<>();
    try {
      transactions.run(
          () -> {
            store(year, changed);
            shortWay.addAll(SpanRows.ofNewest(jdbi, year.channel()));
            throw new Undone();
          });
    } catch (Undone expected) {
      // Only its rows were wanted.
    }
    store(year);
    return !shortWay.isEmpty() && shortWay.equals(SpanRows.ofNewest(jdbi, year.channel()));
  }

  private Channel channel(ChannelYear year) {
    Channel found = registered.get(year.channel());
    if (found == null) {
      throw new IllegalArgumentException(year.channel() + " is not registered");
    }
    return found;
  }

  private SnapshotOrigin origin(ChannelYear year) {
    String number = year.channel() + " " + ++snapshots;
    return new SnapshotOrigin("%040x".formatted(snapshots), null, number, number);
  }
}
