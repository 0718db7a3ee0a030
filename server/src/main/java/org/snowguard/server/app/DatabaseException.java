package org.snowguard.server.app;

/** The database cannot be used. The message says why and what to do. */
final class DatabaseException extends RuntimeException {

  DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
