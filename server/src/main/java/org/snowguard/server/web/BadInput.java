package org.snowguard.server.web;

/** The input cannot be understood. */
public final class BadInput extends Problem {

  /** What is wrong with it, as programs tell by the status. */
  public enum Kind {
    MALFORMED,
    TOO_LARGE,
    UNREADABLE
  }

  private final Kind kind;

  public BadInput(String trying, String input, String advice) {
    this(Kind.MALFORMED, trying, input, advice);
  }

  public BadInput(Kind kind, String trying, String input, String advice) {
    super(trying, input, advice, null);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
