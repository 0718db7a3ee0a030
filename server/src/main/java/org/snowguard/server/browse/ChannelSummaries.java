package org.snowguard.server.browse;

import java.util.List;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.suggestion.FreshCounts;
import org.snowguard.server.suggestion.SuggestionChanges;

/** Puts channels together with their counts. */
final class ChannelSummaries {

  private final Channels channels;
  private final FreshCounts<String, List<ChannelCount>> counts;

  ChannelSummaries(Channels channels, OverviewStore overview, SuggestionChanges changes) {
    this.channels = channels;
    counts = new FreshCounts<>(changes, all -> overview.channelCounts());
  }

  List<ChannelSummary> all() {
    List<ChannelCount> counted = counts.of("");
    return channels.all().stream().map(channel -> summary(channel, counted)).toList();
  }

  ChannelSummary of(Channel channel) {
    return summary(channel, counts.of(""));
  }

  private ChannelSummary summary(Channel channel, List<ChannelCount> counted) {
    return new ChannelSummary(
        channel,
        channels.current(channel).orElse(null),
        ChannelSummary.severities(counted, channel.name()));
  }
}
