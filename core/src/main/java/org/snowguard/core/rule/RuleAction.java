package org.snowguard.core.rule;

import java.util.Locale;

/** What a standing rule does with a card that it takes. */
public enum RuleAction {
  /** It goes into the draft that the rules of its project fill. */
  COLLECT("collect into the project's rolling draft"),
  /** It waits, seen by everybody, until every channel ships the version that mends it. */
  SETTLE("settle when the channel reaches the fixed version");

  private final String label;

  RuleAction(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** The spelling of every output: {@code collect}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
