package org.snowguard.server.web;

import java.time.Duration;

/** The caller may not do this, or not now. */
public final class Refused extends Problem {

  /** Why a request was refused. */
  public enum Reason {
    SIGN_IN_NEEDED(401, "sign_in_needed", "Please sign in"),
    NOT_ALLOWED(403, "not_allowed", "Not allowed"),
    FORM_EXPIRED(403, "form_expired", "The form has expired"),
    TOO_MANY_ATTEMPTS(429, "too_many_attempts", "Too many attempts"),
    TOO_MANY_REQUESTS(429, "too_many_requests", "Too many requests");

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
  private final Duration wait;

  public Refused(Reason reason, String trying, String input, String advice) {
    this(reason, trying, input, advice, Duration.ZERO);
  }

  private Refused(Reason reason, String trying, String input, String advice, Duration wait) {
    super(trying, input, advice, null);
    this.reason = reason;
    this.wait = wait;
  }

  /** The caller asked too much, and may ask again after {@code wait}. */
  public static Refused tooMuch(
      Reason reason, String trying, String input, String advice, Duration wait) {
    return new Refused(reason, trying, input, advice, wait);
  }

  /** Whole seconds, at least one, for {@code Retry-After}; zero where waiting helps nobody. */
  long retryAfterSeconds() {
    return wait.isZero() ? 0 : Math.max(1, wait.plusMillis(999).toSeconds());
  }

  public Reason reason() {
    return reason;
  }
}
