package org.snowguard.server.notification.mail;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.server.account.Secrets;
import org.snowguard.server.web.Transactions;

/**
 * Sends what is due. A mail is marked before it is handed over, in a transaction of its own: one
 * that stays marked was perhaps sent, so nobody sends it again.
 */
public final class MailDelivery {

  private static final Logger log = LoggerFactory.getLogger(MailDelivery.class);

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(6);

  /** After that a notice is old news; it stands in the product. */
  private static final int MOST_TRIES = 16;

  private final MailStore store;
  private final MailAddressStore addresses;
  private final Courier courier;
  private final MailWriter writer;
  private final Map<String, LetterWriter> letters;
  private final URI base;
  private final Transactions transactions;
  private final Clock clock;

  MailDelivery(
      Jdbi jdbi,
      Courier courier,
      MailWriter writer,
      Collection<LetterWriter> letters,
      URI base,
      Transactions transactions,
      Clock clock) {
    store = new MailStore(jdbi);
    addresses = new MailAddressStore(jdbi);
    this.courier = courier;
    this.writer = writer;
    this.letters =
        letters.stream().collect(Collectors.toMap(LetterWriter::name, Function.identity()));
    this.base = base;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Before a run: what an earlier one left half done. */
  public void begin() {
    int doubtful =
        transactions.call(
            () -> {
              addresses.forgetExpired(clock.instant());
              return store.doubt(clock.instant());
            });
    if (doubtful > 0) {
      log.warn(
          "{} mails were being sent when the server stopped; they are not sent again", doubtful);
    }
  }

  /**
   * Sends one mail.
   *
   * @return false if none is due
   */
  public boolean sendNext() {
    Next next;
    try {
      next = transactions.call(this::takeNext);
    } catch (Unwritable e) {
      log.error("Mail {} cannot be written and is dropped", e.key(), e);
      transactions.run(() -> store.end(e.message(), "dropped", null, clock.instant()));
      return true;
    }
    if (next == null) {
      return false;
    }
    Outgoing mail = next.mail();
    if (mail != null) {
      Courier.Outcome outcome = courier.carry(mail);
      transactions.run(() -> note(next.taken(), outcome));
    }
    return true;
  }

  /**
   * What was to be told is gone, or in a form of an older version: no try mends that, and the mails
   * behind it do not wait.
   */
  private static final class Unwritable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long message;
    private final String key;

    Unwritable(long message, String key, RuntimeException cause) {
      super(cause);
      this.message = message;
      this.key = key;
    }

    long message() {
      return message;
    }

    String key() {
      return key;
    }
  }

  /**
   * What was taken.
   *
   * @param mail null: there was nothing to send after all
   */
  private record Next(MailStore.Taken taken, @Nullable Outgoing mail) {}

  private @Nullable Next takeNext() {
    Optional<MailStore.Taken> taken = store.take(clock.instant());
    if (taken.isEmpty()) {
      return null;
    }
    Message message = taken.get().message();
    Optional<Outgoing> mail = written(taken.get());
    if (mail.isEmpty()) {
      store.end(message.id(), "dropped", null, clock.instant());
    }
    return new Next(taken.get(), mail.orElse(null));
  }

  /** What is wrong with one mail drops it; what is wrong with the database ends the run. */
  private Optional<Outgoing> written(MailStore.Taken taken) {
    Message message = taken.message();
    try {
      return switch (message.kind()) {
        case CONFIRMATION -> confirmation(taken);
        case NOTICE, DIGEST -> told(message, writer.write(message.id(), message.account(), base));
        case LETTER -> told(message, letter(taken));
      };
    } catch (RuntimeException e) {
      throw MailStore.isOfDatabase(e) ? e : new Unwritable(taken.id(), taken.key(), e);
    }
  }

  private Optional<Outgoing> confirmation(MailStore.Taken taken) {
    long id = Long.parseLong(taken.key().substring(taken.key().indexOf('/') + 1));
    return addresses
        .asked(id, clock.instant())
        .map(
            asked -> {
              String token = Secrets.make();
              addresses.give(id, Secrets.hash(token));
              return new Outgoing(
                  id(taken.id()),
                  new MailAddress(asked.address()),
                  MailWords.confirmation(base.resolve("/me/mail/confirm/" + token), base),
                  null);
            });
  }

  /** Empty too where this server has no such feature any more. */
  private Optional<MailText> letter(MailStore.Taken taken) {
    MailStore.Letter letter = MailStore.Letter.of(taken.key());
    return Optional.ofNullable(letters.get(letter.name()))
        .flatMap(by -> by.write(letter.what(), taken.accountId(), base));
  }

  private Optional<Outgoing> told(Message message, Optional<MailText> words) {
    return addresses
        .find(message.account())
        .filter(row -> row.stoppedAt() == null)
        .flatMap(
            row -> words.map(text -> toSubscriber(message, new MailAddress(row.address()), text)));
  }

  private Outgoing toSubscriber(Message message, MailAddress to, MailText text) {
    String token = Secrets.make();
    store.addUnsubscribe(Secrets.hash(token), message.account(), clock.instant());
    URI unsubscribe = base.resolve("/unsubscribe/" + token);
    return new Outgoing(
        id(message.id()), to, MailWords.withFooter(text, unsubscribe, base), unsubscribe);
  }

  private String id(long message) {
    return "notification-%d@%s".formatted(message, base.getHost());
  }

  private void note(MailStore.Taken taken, Courier.Outcome outcome) {
    Instant now = clock.instant();
    switch (outcome) {
      case Courier.Outcome.Taken() -> store.end(taken.id(), "sent", null, now);
      case Courier.Outcome.Refused(String words) -> giveUp(taken, words, now);
      case Courier.Outcome.Unknown(String words) -> {
        log.warn("Mail {} may or may not have left: {}", taken.id(), words);
        store.end(taken.id(), "uncertain", words, now);
      }
      case Courier.Outcome.NotNow(String words) -> {
        if (taken.attempts() >= MOST_TRIES) {
          giveUp(taken, words, now);
        } else {
          store.again(taken.id(), words, now.plus(waitAfter(taken.attempts())));
        }
      }
    }
  }

  private void giveUp(MailStore.Taken taken, String words, Instant now) {
    log.warn("Mail {} is given up after {} tries: {}", taken.id(), taken.attempts(), words);
    store.end(taken.id(), "failed", words, now);
  }

  /** Twice as long after each failure, from a minute to six hours. */
  static Duration waitAfter(int failures) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.clamp(failures - 1L, 0, 10));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }
}
