package org.snowguard.server.notification.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.Secrets;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Refused;
import org.snowguard.server.web.Transactions;

/** Where accounts take mail: nowhere before they confirmed it. */
public final class MailAddresses {

  /** How long a link of confirmation can be used, and how long an address waits for it. */
  static final Duration VALID = Duration.ofHours(24);

  /** How often an account may ask, and an address be asked for, in that time. */
  static final int MOST = 3;

  private final MailAddressStore store;
  private final MailStore mails;
  private final Transactions transactions;
  private final Clock clock;

  public MailAddresses(Jdbi jdbi, Transactions transactions, Clock clock) {
    store = new MailAddressStore(jdbi);
    mails = new MailStore(jdbi);
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * What an account sees of its own address.
   *
   * @param address the confirmed one, or null
   * @param waiting whether a link of confirmation is on its way or out
   */
  public record Own(@Nullable String address, @Nullable Instant stoppedAt, boolean waiting) {
    @Override
    public String toString() {
      return "a mail address";
    }
  }

  public Own of(long account) {
    return transactions.read(
        () -> {
          boolean waiting = store.isWaiting(account, clock.instant());
          return store
              .find(account)
              .map(row -> new Own(row.address(), row.stoppedAt(), waiting))
              .orElseGet(() -> new Own(null, null, waiting));
        });
  }

  /** Whether mail reaches this account. */
  public boolean isReachable(long account) {
    return address(account).isPresent();
  }

  Optional<MailAddress> address(long account) {
    return store
        .find(account)
        .filter(row -> row.stoppedAt() == null)
        .map(row -> new MailAddress(row.address()));
  }

  /** Sends a link of confirmation; until it is used nothing changes. */
  void ask(long account, MailAddress address) {
    Instant now = clock.instant();
    transactions.run(
        () -> {
          store.lock();
          store.forgetExpired(now);
          if (store.asked(account, address.text(), now.minus(VALID)) >= MOST) {
            throw Refused.tooMuch(
                Refused.Reason.TOO_MANY_ATTEMPTS,
                "asking to confirm a mail address",
                MOST + " times within a day",
                "look for the mails that came, or try again tomorrow.",
                VALID);
          }
          long id = store.ask(account, address.text(), now, now.plus(VALID));
          mails.put("confirmation/" + id, account, Message.Kind.CONFIRMATION, now, now);
        });
  }

  /** The address that a link would confirm. */
  Optional<MailAddress> confirmable(String token, long account) {
    return store
        .confirmable(Secrets.hash(token), account, clock.instant())
        .map(asked -> new MailAddress(asked.address()));
  }

  /** Takes the address of the link, which works once and only for the account that asked. */
  void confirm(String token, long account) {
    Instant now = clock.instant();
    transactions.run(
        () -> {
          MailAddressStore.Asked asked =
              store
                  .confirmable(Secrets.hash(token), account, now)
                  .filter(found -> store.use(found.id()))
                  .orElseThrow(MailAddresses::noLink);
          store.put(account, asked.address(), now);
        });
  }

  static NotFound noLink() {
    return new NotFound(
        "confirming a mail address",
        "a link that was used, has expired or was sent for another account",
        "sign in to the account that asked for it, or ask for another link on /me.");
  }

  /** Ends all mail to the account; what it follows stays. */
  void stop(long account) {
    transactions.run(() -> store.stop(account, clock.instant()));
  }

  void resume(long account) {
    transactions.run(() -> store.stop(account, null));
  }

  void forget(long account) {
    transactions.run(() -> store.forget(account));
  }
}
