package org.snowguard.core.dwell;

import java.util.Locale;

/** What happens on the way of a fix to users, in the order in which it should. */
public enum Milestone {
  PUBLIC("public"),
  SUGGESTION("suggestion"),
  DRAFT("draft"),
  PUBLISHED("published"),
  PULL_REQUEST("pull request"),
  MERGED("merged"),
  BRANCH("branch"),
  CHANNEL("channel");

  private final String label;

  Milestone(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** The spelling of outputs. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
