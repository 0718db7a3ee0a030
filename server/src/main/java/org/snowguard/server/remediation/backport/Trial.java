package org.snowguard.server.remediation.backport;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying a cherry-pick on a release, at a moment: the release goes on.
 *
 * @param files that are in conflict
 * @param why it could not be tried, or null
 */
public record Trial(Outcome outcome, List<String> files, @Nullable String why, Instant triedAt) {

  /** What a trial comes to. */
  public enum Outcome {
    CLEAN,
    CONFLICT,
    UNKNOWN
  }

  public Trial {
    files = List.copyOf(files);
  }
}
