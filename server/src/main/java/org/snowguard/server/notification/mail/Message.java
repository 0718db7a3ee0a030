package org.snowguard.server.notification.mail;

/**
 * A mail that is to leave.
 *
 * @param account to whom
 */
record Message(long id, long account, Kind kind) {

  enum Kind {
    CONFIRMATION,
    NOTICE,
    DIGEST,
    LETTER
  }
}
