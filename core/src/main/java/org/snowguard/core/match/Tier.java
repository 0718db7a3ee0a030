package org.snowguard.core.match;

/** How sure a link is, as people see it. */
public enum Tier {
  /** Probability 0.97 or more. */
  LIKELY(0.97),
  /** Probability 0.5 to below 0.97. */
  POSSIBLE(0.5),
  /** Probability 0.1 to below 0.5: folded away, reachable, not counted. */
  WEAK(0.1);

  private final double atLeast;

  Tier(double atLeast) {
    this.atLeast = atLeast;
  }

  /** The lowest probability of the tier. */
  double atLeast() {
    return atLeast;
  }

  /** The tier of a probability, or empty below all of them: no suggestion. */
  public static java.util.Optional<Tier> of(double probability) {
    for (Tier tier : values()) {
      if (probability >= tier.atLeast) {
        return java.util.Optional.of(tier);
      }
    }
    return java.util.Optional.empty();
  }

  /** The spelling of every output: {@code likely}, {@code possible}, {@code weak}. */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
