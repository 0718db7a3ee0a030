package org.snowguard.server.remediation.landing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A commit on a ref, as a twin of what was asked for or of a part of that.
 *
 * @param change what it is a twin of
 * @param isPart whether the merge that was asked for brought that
 * @param partCount how many changes the merge brought in all
 * @param id greater than those of the commit's ancestors
 * @param isMerge whether the commit merged a pull request, so that it is there by what it brought
 */
record LandingRow(
    String ref,
    String change,
    boolean isPart,
    int partCount,
    int id,
    boolean isMerge,
    String commit,
    @Nullable String original,
    Instant firstSeen,
    @Nullable Instant revertedAt,
    boolean wasThereBefore) {

  LandingRow endedAt(@Nullable Instant end) {
    return new LandingRow(
        ref,
        change,
        isPart,
        partCount,
        id,
        isMerge,
        commit,
        original,
        firstSeen,
        end,
        wasThereBefore);
  }

  Landing landing() {
    return new Landing(ref, commit, original, firstSeen, revertedAt, wasThereBefore);
  }
}
