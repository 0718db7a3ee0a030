package org.snowguard.server.app;

/** A setting that is unknown or cannot be used. The message says which one and what to do. */
final class SettingException extends RuntimeException {

  SettingException(String message) {
    super(message);
  }
}
