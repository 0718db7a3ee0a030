package org.snowguard.core.version;

import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What is known beside the two texts.
 *
 * @param greatestKnown the greatest first number among the project's versions in all channels;
 *     {@link #UNKNOWN_SCALE} where none is known
 * @param boundDate when the bound was released or the change that it names was committed
 */
public record VersionEvidence(long greatestKnown, @Nullable LocalDate boundDate) {

  /** Tells a project that counts 0.x from one of which nothing is known. */
  static final long UNKNOWN_SCALE = -1;

  public static final VersionEvidence NONE = new VersionEvidence(UNKNOWN_SCALE, null);

  /** Evidence of scale: the versions that the project has in the channels. */
  public static VersionEvidence ofKnownVersions(Collection<ParsedVersion> known) {
    long greatest = UNKNOWN_SCALE;
    for (ParsedVersion version : known) {
      if (version.isComparable()) {
        greatest = Math.max(greatest, version.parts().firstNumber());
      }
    }
    return new VersionEvidence(greatest, null);
  }

  public VersionEvidence withBoundDate(@Nullable LocalDate date) {
    return new VersionEvidence(greatestKnown, date);
  }
}
