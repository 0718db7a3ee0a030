package org.snowguard.server.nixpkgs.follow;

import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.source.Backoff;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.Source;
import org.snowguard.server.nixpkgs.ChannelImport;
import org.snowguard.server.nixpkgs.ChannelRegistry;
import org.snowguard.server.nixpkgs.Channels;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FollowConfiguration {

  /** None where channels are not followed. */
  @Bean
  @Nullable Source channelFollower(
      ChannelSourceSettings settings,
      HttpFetch fetch,
      ChannelRegistry registry,
      Channels channels,
      ChannelImport imports,
      Backoff backoff,
      Clock clock) {
    String revisions = settings.revisions();
    return revisions == null
        ? null
        : follower(settings, revisions, fetch, registry, channels, imports, backoff, clock);
  }

  static Source follower(
      ChannelSourceSettings settings,
      String revisions,
      HttpFetch fetch,
      ChannelRegistry registry,
      Channels channels,
      ChannelImport imports,
      Backoff backoff,
      Clock clock) {
    ChannelHeads heads =
        ChannelAddresses.isPattern(revisions)
            ? new FileHeads(revisions, settings.channelNames(), new RevisionFile(fetch))
            : new MetricHeads(URI.create(revisions), fetch);
    PackagesDownload download =
        new PackagesDownload(new ChannelAddresses(settings.packages(revisions)), heads, fetch);
    return new ChannelFollower(
        heads,
        registry,
        channels,
        new ChannelTaking(download, imports, channels, registry, clock),
        new HashSet<>(settings.channelNames()),
        backoff,
        clock);
  }
}
