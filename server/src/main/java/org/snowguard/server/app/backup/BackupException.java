package org.snowguard.server.app.backup;

/** A backup or a restore cannot be done. The message says why and what to do. */
public final class BackupException extends RuntimeException {

  BackupException(String message) {
    super(message);
  }

  BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
