package org.snowguard.core.nixpkgs;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a channel's name tells of its release. NixOS is released at the end of May (.05) and
 * November (.11); a release branches off about three weeks before, and reaches its end of life one
 * month after its successor (release wiki, "EOL Cleanup"). Days are those of the calendar, not of
 * each release: a channel's settings may say otherwise.
 *
 * @param branchedOffOn when {@code release-YY.MM} left {@code master}
 * @param endOfLifeOn the last day of support
 */
public record ChannelRelease(String version, LocalDate branchedOffOn, LocalDate endOfLifeOn) {

  private static final Pattern RELEASE =
      Pattern.compile("(?:nixos|nixpkgs)-(\\d{2})\\.(0[3-59]|1[01])(?:-.*)?");
  private static final int DAY_OF_BRANCH_OFF = 8;
  private static final int MONTHS_BETWEEN_RELEASES = 6;

  /** The release of {@code nixos-26.05} and its like; empty for {@code nixos-unstable}. */
  public static Optional<ChannelRelease> of(String channel) {
    Matcher matcher = RELEASE.matcher(channel);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    YearMonth month =
        YearMonth.of(2000 + Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    return Optional.of(of(month));
  }

  /** The newest release that has branched off by a day. */
  public static ChannelRelease newestBy(LocalDate day) {
    ChannelRelease release = of(YearMonth.of(day.getYear() + 1, 5));
    while (release.branchedOffOn.isAfter(day)) {
      release = release.previous();
    }
    return release;
  }

  /** The oldest release that is supported on a day: during the month of change there are two. */
  public static ChannelRelease oldestSupportedOn(LocalDate day) {
    ChannelRelease newest = newestBy(day);
    ChannelRelease previous = newest.previous();
    return previous.endOfLifeOn.isBefore(day) ? newest : previous;
  }

  private ChannelRelease previous() {
    return of(YearMonth.from(branchedOffOn).minusMonths(MONTHS_BETWEEN_RELEASES));
  }

  private static ChannelRelease of(YearMonth month) {
    String version = "%02d.%02d".formatted(month.getYear() % 100, month.getMonthValue());
    // Up to 20.09 releases came in March and September; what follows is half a year later all the
    // same.
    YearMonth successor = month.plusMonths(MONTHS_BETWEEN_RELEASES);
    return new ChannelRelease(
        version, month.atDay(DAY_OF_BRANCH_OFF), successor.plusMonths(1).atEndOfMonth());
  }

  /**
   * Beta until the month of its release ends, deprecated once that of its successor's has ended.
   */
  public ChannelStatus statusOn(LocalDate day) {
    if (isEndOfLifeOn(day)) {
      return ChannelStatus.END_OF_LIFE;
    }
    if (day.isBefore(releasedOn())) {
      return ChannelStatus.BETA;
    }
    LocalDate succeededOn = YearMonth.from(endOfLifeOn).minusMonths(1).atEndOfMonth();
    return day.isBefore(succeededOn) ? ChannelStatus.STABLE : ChannelStatus.DEPRECATED;
  }

  /** The day by which it is released, by the calendar. */
  public LocalDate releasedOn() {
    return YearMonth.from(branchedOffOn).atEndOfMonth();
  }

  /** Whether the release is past its end of life on a day. */
  public boolean isEndOfLifeOn(LocalDate day) {
    return day.isAfter(endOfLifeOn);
  }
}
