package org.snowguard.core.version;

/** How one version stands to another. {@code UNKNOWN} is an answer: nothing here guesses. */
public enum Order {
  LESS("<"),
  EQUAL("="),
  GREATER(">"),
  UNKNOWN("?");

  private final String sign;

  Order(String sign) {
    this.sign = sign;
  }

  public String sign() {
    return sign;
  }

  /** What the same comparison says with its two sides exchanged. */
  public Order reversed() {
    return switch (this) {
      case LESS -> GREATER;
      case GREATER -> LESS;
      case EQUAL, UNKNOWN -> this;
    };
  }

  static Order of(int comparison) {
    if (comparison == 0) {
      return EQUAL;
    }
    return comparison < 0 ? LESS : GREATER;
  }
}
