package org.snowguard.server.nixpkgs;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.ChannelRelease;
import org.snowguard.core.nixpkgs.ChannelStatus;

/** What a channel's name, its source and the release calendar tell of it on a day. */
record ChannelStanding(
    String branch,
    ChannelStatus status,
    @Nullable LocalDate branchedOffOn,
    @Nullable LocalDate endOfLifeOn,
    int position) {

  // 26.05 is 2605: rolling first, then the newest release.
  private static final int AFTER_ALL_RELEASES = 9999;

  /**
   * The source's word stands before the calendar's, whose days are not those of each release. But
   * what settles every card is no slip: that a channel ended before its day, it must go on saying.
   *
   * @param stated the source's word, or null where it says none
   * @param isLasting whether it has said so for long
   * @param before the channel as it stood, or null
   */
  static ChannelStanding of(
      String name,
      @Nullable String stated,
      boolean isLasting,
      @Nullable Channel before,
      LocalDate today) {
    Optional<ChannelRelease> release = ChannelRelease.of(name);
    ChannelStatus calendar =
        release.map(found -> found.statusOn(today)).orElse(ChannelStatus.ROLLING);
    ChannelStatus status =
        Optional.ofNullable(stated)
            .flatMap(ChannelStatus::ofLabel)
            .filter(word -> word != ChannelStatus.END_OF_LIFE || isLasting)
            .orElse(calendar);
    return new ChannelStanding(
        release.map(found -> "release-" + found.version()).orElse("master"),
        status,
        release.map(ChannelRelease::branchedOffOn).orElse(null),
        endOfLife(status, release.map(ChannelRelease::endOfLifeOn).orElse(null), before, today),
        release
            .map(found -> AFTER_ALL_RELEASES - Integer.parseInt(found.version().replace(".", "")))
            .orElse(0));
  }

  private static @Nullable LocalDate endOfLife(
      ChannelStatus status,
      @Nullable LocalDate calendar,
      @Nullable Channel before,
      LocalDate today) {
    boolean isPast = calendar != null && calendar.isBefore(today);
    if (status != ChannelStatus.END_OF_LIFE) {
      return isPast ? null : calendar;
    }
    if (before != null && !before.supported()) {
      return before.endOfLifeOn();
    }
    return isPast ? calendar : today;
  }
}
