package org.snowguard.server.browse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All channels, in the form of every list. */
public record ChannelsPage(List<ChannelSummary> items, @Nullable String next, long total) {
  static ChannelsPage of(List<ChannelSummary> items) {
    return new ChannelsPage(items, null, items.size());
  }
}
