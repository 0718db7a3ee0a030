package org.snowguard.server.nixpkgs.follow;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.snowguard.formats.channel.ChannelRevision;

/** Tells where channels point. */
sealed interface ChannelHeads permits MetricHeads, FileHeads {

  /**
   * Asks anew.
   *
   * @throws IOException if nothing can be known of any channel
   */
  Told read() throws IOException, InterruptedException;

  /**
   * What it was told.
   *
   * @param failures of single channels, each with its name
   * @param oddities what was left out of an answer that is good as a whole
   */
  record Told(List<ChannelRevision> revisions, List<String> failures, List<String> oddities) {
    public Told {
      revisions = List.copyOf(revisions);
      failures = List.copyOf(failures);
      oddities = List.copyOf(oddities);
    }

    Optional<String> revisionOf(String channel) {
      return revisions.stream()
          .filter(told -> told.channel().equals(channel))
          .map(ChannelRevision::revision)
          .findFirst();
    }
  }
}
