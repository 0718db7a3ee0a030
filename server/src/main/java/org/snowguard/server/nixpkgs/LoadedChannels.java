package org.snowguard.server.nixpkgs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.server.nixpkgs.StandingPackageStore.LoadedPackage;

/**
 * Channels as they were read last. Of eight channels one has changed, and of that a few packages:
 * the others stay the same objects, and so does all that was derived from them.
 */
final class LoadedChannels {

  private final SpanStore spans;
  private final StandingPackageStore standing;
  private final Map<Integer, LoadedChannel> known = new TreeMap<>();

  LoadedChannels(SpanStore spans, StandingPackageStore standing) {
    this.spans = spans;
    this.standing = standing;
  }

  /**
   * A channel in memory.
   *
   * @param content over all that stands in its rows
   * @param factsIds by attribute
   */
  record LoadedChannel(
      String content,
      List<LoadedPackage> rows,
      ChannelPackages packages,
      Map<String, Long> factsIds) {}

  /** The channel as it stands, read if it is not what it was; inside a transaction. */
  synchronized LoadedChannel load(Channel channel) {
    String content = channel.name() + " " + spans.content(channel.id());
    LoadedChannel before = known.get(channel.id());
    if (before != null && before.content().equals(content)) {
      return before;
    }
    List<LoadedPackage> rows =
        standing.load(channel.id(), before == null ? List.of() : before.rows());
    Map<String, Long> facts = HashMap.newHashMap(rows.size());
    rows.forEach(one -> facts.put(one.found().attribute(), one.row().factsId()));
    ChannelPackages packages =
        new ChannelPackages(channel.name(), rows.stream().map(LoadedPackage::found).toList());
    LoadedChannel loaded = new LoadedChannel(content, rows, packages, facts);
    known.put(channel.id(), loaded);
    return loaded;
  }
}
