package org.snowguard.server.publication.export;

/** An export that could not be written, for a reason that the person can mend. */
public final class ExportException extends RuntimeException {

  ExportException(String message, Throwable cause) {
    super(message, cause);
  }

  ExportException(String message) {
    super(message);
  }
}
