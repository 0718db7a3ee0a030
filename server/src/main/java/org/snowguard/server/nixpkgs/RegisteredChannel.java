package org.snowguard.server.nixpkgs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A channel with where it points.
 *
 * @param release for example {@code 26.05}; null for a rolling channel
 * @param head null while no source has told
 */
public record RegisteredChannel(Channel channel, @Nullable String release, @Nullable Head head) {

  static RegisteredChannel of(Channel channel, @Nullable Head head) {
    return new RegisteredChannel(channel, channel.release(), head);
  }

  /**
   * The newest revision that is known of.
   *
   * @param seenAt when it was first seen there
   */
  public record Head(String revision, Instant seenAt) {}
}
