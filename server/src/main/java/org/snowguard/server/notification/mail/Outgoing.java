package org.snowguard.server.notification.mail;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it leaves.
 *
 * @param id stable over all tries, so that a receiver sees which are the same (RFC 5322 section
 *     3.6.4)
 * @param unsubscribe where one click ends all mail (RFC 8058), or null for the one mail that
 *     somebody just asked for
 */
record Outgoing(String id, MailAddress to, MailText text, @Nullable URI unsubscribe) {

  private static final int LONGEST_SUBJECT = 200;

  /** In one line, without anything that could begin another header. */
  String subject() {
    String line = text.subject().replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
    return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT) + "…";
  }

  /** Without the address. */
  @Override
  public String toString() {
    return "mail " + id;
  }
}
