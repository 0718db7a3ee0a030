package org.snowguard.server.nixpkgs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A channel with where it points.
 *
 * @param head null while no source has told
 */
public record RegisteredChannel(Channel channel, @Nullable Head head) {

  /**
   * The newest revision that is known of.
   *
   * @param seenAt when it was first seen there
   */
  public record Head(String revision, Instant seenAt) {}
}
