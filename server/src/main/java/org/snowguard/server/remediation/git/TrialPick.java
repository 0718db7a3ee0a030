package org.snowguard.server.remediation.git;

import java.util.List;

/** What a cherry-pick would come to. */
public sealed interface TrialPick {

  /** It applies without a conflict. */
  record Clean() implements TrialPick {}

  /** Somebody has to settle what git cannot. */
  record Conflict(List<String> files) implements TrialPick {
    public Conflict {
      files = List.copyOf(files);
    }
  }

  /**
   * It could not be tried.
   *
   * @param why for people
   */
  record Unknown(String why) implements TrialPick {}
}
