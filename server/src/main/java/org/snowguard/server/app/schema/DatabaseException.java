package org.snowguard.server.app.schema;

/** The database cannot be used. The message says why and what to do. */
public final class DatabaseException extends RuntimeException {

  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }

  public DatabaseException(String message) {
    super(message);
  }
}
