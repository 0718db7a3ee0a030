package org.snowguard.core.rule;

import java.util.Locale;

/** What a standing rule does with a card that it takes. */
public enum RuleAction {
  /** It goes into the draft that the rules of its project fill. */
  COLLECT(
      "collect into the project's rolling draft",
      "The card is accepted into one draft that the project's rules fill; people edit and publish"
          + " it."),
  /** It waits, seen by everybody, until every channel ships the version that mends it. */
  SETTLE(
      "settle when the channel reaches the fixed version",
      "The card leaves the queue for the list \"Settled by rule\" and ends by itself once every"
          + " supported channel ships the fix.");

  private final String label;
  private final String meaning;

  RuleAction(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** What becomes of a card, in a sentence for who chooses. */
  public String meaning() {
    return meaning;
  }

  /** The spelling of every output: {@code collect}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
