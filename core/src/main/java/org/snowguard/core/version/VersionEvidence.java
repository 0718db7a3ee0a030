package org.snowguard.core.version;

import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What is known beside the two texts.
 *
 * @param greatestKnown the greatest first number among the project's versions in all channels; 0
 *     where unknown
 * @param boundDate when the bound was released or the change that it names was committed
 */
public record VersionEvidence(long greatestKnown, @Nullable LocalDate boundDate) {

  public static final VersionEvidence NONE = new VersionEvidence(0, null);

  /** Evidence of scale: the versions that the project has in the channels. */
  public static VersionEvidence ofKnownVersions(Collection<ParsedVersion> known) {
    long greatest = 0;
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
