package org.snowguard.server.web;

/** The caller may not do this, or not now. */
public final class Refused extends Problem {

  /** Why a request was refused. */
  public enum Reason {
    SIGN_IN_NEEDED(401, "sign_in_needed", "Please sign in"),
    NOT_ALLOWED(403, "not_allowed", "Not allowed"),
    FORM_EXPIRED(403, "form_expired", "The form has expired"),
    TOO_MANY_ATTEMPTS(429, "too_many_attempts", "Too many attempts");

    private final int status;
    private final String category;
    private final String title;

    Reason(int status, String category, String title) {
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

  private final Reason reason;

  public Refused(Reason reason, String trying, String input, String advice) {
    super(trying, input, advice, null);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
