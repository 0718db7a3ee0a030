package org.snowguard.core.rule;

/** What a rule does about a card. */
public sealed interface RuleOutcome {

  /** It takes the card. */
  record Takes(RuleAction action) implements RuleOutcome {}

  /** It leaves the card in the queue. */
  record Leaves(Because because) implements RuleOutcome {}

  /** Why a card is left to people. */
  enum Because {
    KNOWN_EXPLOITED("known exploited"),
    SCORE("another score, or none"),
    VECTOR("another vector, or none"),
    NO_FIXED_VERSION("no fixed version known for every open package"),
    NOTHING_OPEN("nothing affected or unknown in a supported channel");

    private final String label;

    Because(String label) {
      this.label = label;
    }

    /** For people. */
    public String label() {
      return label;
    }
  }
}
