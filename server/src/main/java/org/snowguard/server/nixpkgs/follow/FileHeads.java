package org.snowguard.server.nixpkgs.follow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.snowguard.formats.channel.ChannelRevision;
import org.snowguard.formats.channel.ChannelRevisionReader;
import org.snowguard.server.ingest.source.FetchFailure;
import org.snowguard.server.web.BadInput;

/** A file {@code git-revision} for each channel, which tells no status. */
record FileHeads(String pattern, List<String> channels, RevisionFile file) implements ChannelHeads {

  FileHeads {
    channels = List.copyOf(channels);
    for (String channel : channels) {
      if (!ChannelRevisionReader.isName(channel)) {
        throw badNames(String.join(",", channels), "\"" + channel + "\" is not one");
      }
    }
    if (channels.isEmpty()) {
      throw badNames("", "a pattern of addresses names none");
    }
  }

  private static BadInput badNames(String given, String why) {
    return new BadInput(
        "reading which channels to follow",
        "snowguard.sources.channel-names=" + given,
        "give channels such as nixos-unstable,nixos-26.05: " + why + ".");
  }

  @Override
  public Told read() throws IOException, InterruptedException {
    List<ChannelRevision> revisions = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (String channel : channels) {
      try {
        String revision = file.read(ChannelAddresses.fill(pattern, channel));
        revisions.add(new ChannelRevision(channel, revision, null));
      } catch (IOException e) {
        failures.add("%s: %s".formatted(channel, e.getMessage()));
      }
    }
    if (revisions.isEmpty()) {
      throw new FetchFailure(
          "no channel told its revision; the first: %s".formatted(failures.getFirst()));
    }
    return new Told(revisions, failures, List.of());
  }
}
