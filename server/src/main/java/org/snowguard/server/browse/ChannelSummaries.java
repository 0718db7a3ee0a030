package org.snowguard.server.browse;

import java.util.List;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Channels;

/** Puts channels together with their counts. */
final class ChannelSummaries {

  private final Channels channels;
  private final OverviewStore overview;

  ChannelSummaries(Channels channels, OverviewStore overview) {
    this.channels = channels;
    this.overview = overview;
  }

  List<ChannelSummary> all() {
    List<ChannelCount> counts = overview.channelCounts();
    return channels.all().stream().map(channel -> summary(channel, counts)).toList();
  }

  ChannelSummary of(Channel channel) {
    return summary(channel, overview.channelCounts());
  }

  private ChannelSummary summary(Channel channel, List<ChannelCount> counts) {
    return new ChannelSummary(
        channel,
        channels.current(channel).orElse(null),
        ChannelSummary.severities(counts, channel.name()));
  }
}
