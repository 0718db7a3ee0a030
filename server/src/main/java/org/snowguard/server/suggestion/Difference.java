package org.snowguard.server.suggestion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an algorithm that is not released would change in one suggestion.
 *
 * @param before null: there is no such suggestion yet
 */
record Difference(
    long vulnerabilityId, long projectId, Kind kind, @Nullable Side before, Side after) {

  /** In what way it differs. */
  enum Kind {
    ADDED,
    GONE,
    CHANGED;

    /** The spelling of every output. */
    String text() {
      return switch (this) {
        case ADDED -> "added";
        case GONE -> "gone";
        case CHANGED -> "changed";
      };
    }
  }

  /**
   * A suggestion as one of the two algorithms has it.
   *
   * @param state where it stands, or would stand
   * @param tier null: the link is not made
   * @param verdicts {@code nixos-unstable:affected}, sorted
   */
  record Side(
      Standing state, @Nullable String tier, @Nullable Double probability, List<String> verdicts) {
    Side {
      verdicts = List.copyOf(verdicts);
    }
  }
}
