package org.snowguard.server.web;

/** The input cannot be understood. */
public final class BadInput extends Problem {

  /** What is wrong with it, as programs tell by the status. */
  public enum Kind {
    MALFORMED(400, "bad_input", "This cannot be read"),
    TOO_LARGE(413, "too_large", "This is too large"),
    UNREADABLE(422, "unreadable", "This cannot be used");

    private final int status;
    private final String category;
    private final String title;

    Kind(int status, String category, String title) {
      this.status = status;
      this.category = category;
      this.title = title;
    }

    int status() {
      return status;
    }

    String category() {
      return category;
    }

    String title() {
      return title;
    }
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
