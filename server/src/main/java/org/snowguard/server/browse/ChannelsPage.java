package org.snowguard.server.browse;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.nixpkgs.RegisteredChannel;

/**
 * All primary channels, in the form of every list.
 *
 * @param registry every channel, those known by their head alone too
 */
public record ChannelsPage(
    List<ChannelSummary> items,
    @Nullable String next,
    long total,
    List<RegisteredChannel> registry) {
  static ChannelsPage of(List<ChannelSummary> items, List<RegisteredChannel> registry) {
    return new ChannelsPage(items, null, items.size(), registry);
  }
}
