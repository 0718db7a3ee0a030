package org.snowguard.server.nixpkgs.follow;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How channels are followed.
 *
 * @param online whether they are at all when no address is given
 * @param channels where it is told to which revision channels point: a query of Prometheus, or a
 *     pattern with {@code {channel}} in it of files {@code git-revision}; {@code off}, or null
 * @param channelPackages pattern of the packages' addresses; files {@code git-revision} and {@code
 *     ….sha256} are looked for beside them; null: NixOS's, or beside the pattern of revisions
 * @param channelNames the channels whose packages are fetched; empty: all primary ones that are
 *     supported. A pattern of revisions needs them, small and darwin ones too.
 */
@ConfigurationProperties("snowguard.sources")
record ChannelSourceSettings(
    @DefaultValue("false") boolean online,
    @Nullable String channels,
    @Nullable String channelPackages,
    @DefaultValue List<String> channelNames) {

  private static final String OFF = "off";
  private static final String REVISIONS =
      "https://monitoring.nixos.org/prometheus/api/v1/query?query=channel_revision";
  private static final String PACKAGES = "https://channels.nixos.org/{channel}/packages.json.br";

  ChannelSourceSettings {
    channelNames = List.copyOf(channelNames);
  }

  /** Null: channels are not followed. */
  @Nullable String revisions() {
    if (channels == null || channels.isBlank()) {
      return online ? REVISIONS : null;
    }
    return channels.equals(OFF) ? null : channels;
  }

  String packages(String revisions) {
    if (channelPackages != null && !channelPackages.isBlank()) {
      return channelPackages;
    }
    return ChannelAddresses.isPattern(revisions)
        ? revisions.substring(0, revisions.lastIndexOf('/') + 1) + "packages.json.br"
        : PACKAGES;
  }
}
