package org.snowguard.server.notification.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;

/**
 * Mails that are to leave. What is put in joins the caller's transaction and is recorded before it
 * is sent; a mail of which nobody knows whether it left is never sent again.
 */
public final class MailOutbox {

  private final MailStore store;
  private final MailAddresses addresses;
  private final boolean isOn;
  private final Clock clock;

  public MailOutbox(Jdbi jdbi, MailAddresses addresses, boolean isOn, Clock clock) {
    store = new MailStore(jdbi);
    this.addresses = addresses;
    this.isOn = isOn;
    this.clock = clock;
  }

  /** Whether this server sends mail at all. */
  public boolean isOn() {
    return isOn;
  }

  /** Whether mail reaches this account. */
  public boolean reaches(long account) {
    return isOn && addresses.isReachable(account);
  }

  /**
   * A mail that tells one thing.
   *
   * @param key unique: of two mails of one key only the first is ever sent
   * @param from when it leaves at the earliest
   * @return its number, or empty if there was one of that key
   */
  public OptionalLong notice(String key, long account, Instant from) {
    return store.put(key, account, Message.Kind.NOTICE, clock.instant(), from);
  }

  /** A mail that tells what came together. */
  public OptionalLong digest(String key, long account) {
    Instant now = clock.instant();
    return store.put(key, account, Message.Kind.DIGEST, now, now);
  }

  /**
   * A mail that another feature writes.
   *
   * @param name of its {@link LetterWriter}
   * @param what which letter it is: nobody gets it twice
   * @return its number, or empty if this account had it already
   */
  public OptionalLong letter(String name, String what, long account) {
    Instant now = clock.instant();
    return store.put(
        MailStore.letterKey(name, what, account), account, Message.Kind.LETTER, now, now);
  }

  /** Mails that may not have come, the newest first. */
  public List<Trouble> troubles(long account, int limit) {
    return store.troubles(account, limit);
  }
}
