package org.snowguard.server.remediation.landing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A commit on a ref, as a twin of what was asked for or of a part of that.
 *
 * @param change what it is a twin of
 * @param isPart whether the merge that was asked for brought that
 * @param partCount how many commits the merge brought in all
 */
record LandingRow(
    String ref,
    String change,
    boolean isPart,
    int partCount,
    String commit,
    @Nullable String original,
    Instant firstSeen,
    @Nullable Instant revertedAt,
    boolean wasThereBefore) {

  Landing landing() {
    return new Landing(ref, commit, original, firstSeen, revertedAt, wasThereBefore);
  }
}
