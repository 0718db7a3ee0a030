package org.snowguard.server.web;

import java.time.Duration;

/** The caller may not do this, or not now. */
public final class Refused extends Problem {

  /** Why a request was refused. */
  public enum Reason {
    SIGN_IN_NEEDED,
    NOT_ALLOWED,
    FORM_EXPIRED,
    TOO_MANY_ATTEMPTS,
    TOO_MANY_REQUESTS
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
