package org.snowguard.server.nixpkgs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;

/**
 * Channels as they were read last: of eight channels one has changed, and reading the others again
 * would take most of the time of a new snapshot.
 */
final class LoadedChannels {

  private final SpanStore spans;
  private final Map<Integer, LoadedChannel> known = new TreeMap<>();

  LoadedChannels(SpanStore spans) {
    this.spans = spans;
  }

  /**
   * A channel in memory.
   *
   * @param content over all that stands in its rows
   * @param factsIds by attribute
   */
  record LoadedChannel(String content, ChannelPackages packages, Map<String, Long> factsIds) {}

  /** The channel as it stands, read if it is not what it was; inside a transaction. */
  synchronized LoadedChannel load(Channel channel) {
    String content = channel.name() + " " + spans.content(channel.id());
    LoadedChannel before = known.get(channel.id());
    if (before != null && before.content().equals(content)) {
      return before;
    }
    // Two copies of a channel at a time are enough.
    known.remove(channel.id());
    List<NixPackage> found = new ArrayList<>();
    Map<String, Long> facts = new HashMap<>();
    spans.load(
        channel.id(),
        row -> {
          found.add(row.found());
          facts.put(row.found().attribute(), row.factsId());
        });
    LoadedChannel loaded =
        new LoadedChannel(content, new ChannelPackages(channel.name(), found), facts);
    known.put(channel.id(), loaded);
    return loaded;
  }
}
