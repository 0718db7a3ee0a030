package org.snowguard.server.nixpkgs.follow;

import java.net.URI;
import org.snowguard.server.web.BadInput;

/** Where the files of a channel lie: one pattern, the others beside it. */
record ChannelAddresses(String packagesPattern) {

  private static final String CHANNEL = "{channel}";

  ChannelAddresses {
    if (!isPattern(packagesPattern)) {
      throw new BadInput(
          "reading where channels' packages are",
          "snowguard.sources.channel-packages=" + packagesPattern,
          "write {channel} where the channel's name belongs.");
    }
  }

  static boolean isPattern(String address) {
    return address.contains(CHANNEL);
  }

  static URI fill(String pattern, String channel) {
    return URI.create(pattern.replace(CHANNEL, channel));
  }

  URI packages(String channel) {
    return fill(packagesPattern, channel);
  }

  /** As {@code sha256sum} writes it. */
  URI checksum(String channel) {
    return URI.create(packages(channel) + ".sha256");
  }

  URI revision(String channel) {
    return packages(channel).resolve("git-revision");
  }

  /** Its suffix tells how the file is compressed. */
  String fileName(String channel) {
    String path = packages(channel).getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
