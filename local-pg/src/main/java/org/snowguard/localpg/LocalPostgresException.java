package org.snowguard.localpg;

/** The embedded database could not be started or stopped; the message says what to do. */
public final class LocalPostgresException extends RuntimeException {
  LocalPostgresException(String message) {
    super(message);
  }

  LocalPostgresException(String message, Throwable cause) {
    super(message, cause);
  }
}
