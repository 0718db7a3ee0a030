package org.snowguard.server.notification.mail;

import java.net.URI;
import java.util.Optional;

/**
 * A feature that writes letters: mails that tell of nothing that somebody follows, to whom asked
 * for them. A bean; puts the words together at the moment in which one leaves.
 */
public interface LetterWriter {

  /** What its letters are, in one word: {@code roundup}. */
  String name();

  /**
   * The words, or empty where nothing is left to tell, or to somebody who does not want them any
   * more: then no mail leaves.
   *
   * @param what which letter it is, as it was put into the outbox
   * @param base how people reach this server
   */
  Optional<MailText> write(String what, long account, URI base);
}
