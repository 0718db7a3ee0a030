package org.snowguard.server.nixpkgs;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.ChannelKind;
import org.snowguard.core.nixpkgs.ChannelRelease;
import org.snowguard.core.nixpkgs.ChannelStatus;

/**
 * A channel of the registry.
 *
 * @param name for example {@code nixos-26.05}
 * @param branch for example {@code release-26.05}
 * @param status {@code rolling}, {@code beta}, {@code stable}, {@code deprecated} or {@code
 *     end_of_life}
 * @param branchedOffOn when the release's branch left master; null for a rolling channel
 * @param endOfLifeOn the last day of support; null for a rolling channel, and for one that its
 *     source calls supported after the calendar's day
 * @param kind {@code primary}: matched and shown; {@code small} and {@code darwin}: known by their
 *     head alone
 * @param statedStatus what its source calls the status, or null: the calendar tells
 */
public record Channel(
    int id,
    String name,
    String branch,
    String status,
    @Nullable LocalDate branchedOffOn,
    @Nullable LocalDate endOfLifeOn,
    int position,
    String kind,
    @Nullable String statedStatus) {

  /** Past its end of life it goes on being matched, and queues nothing. */
  public boolean supported() {
    return !status.equals(ChannelStatus.END_OF_LIFE.word());
  }

  public boolean isPrimary() {
    return kind.equals(ChannelKind.PRIMARY.word());
  }

  /** For example {@code 26.05}; null for a rolling channel. */
  public @Nullable String release() {
    return ChannelRelease.of(name).map(ChannelRelease::version).orElse(null);
  }

  /** In words: {@code end of life}. */
  public String statusWords() {
    return status.replace('_', ' ');
  }

  /** Whether the source calls it over, and is not believed yet. */
  public boolean isEndDoubted() {
    return supported()
        && statedStatus != null
        && ChannelStatus.ofLabel(statedStatus)
            .filter(ChannelStatus.END_OF_LIFE::equals)
            .isPresent();
  }

  /** Whether the source says a word for the status that means nothing here. */
  public boolean isStatusUnclear() {
    return statedStatus != null && ChannelStatus.ofLabel(statedStatus).isEmpty();
  }
}
