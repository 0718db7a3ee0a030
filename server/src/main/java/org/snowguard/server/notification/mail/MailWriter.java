package org.snowguard.server.notification.mail;

import java.net.URI;
import java.util.Optional;

/** Puts the words of a mail together at the moment in which it leaves. */
@FunctionalInterface
public interface MailWriter {

  /**
   * The words, or empty where nothing is left to tell: then no mail leaves.
   *
   * @param base how people reach this server
   */
  Optional<MailText> write(long messageId, long account, URI base);
}
