package org.snowguard.server.notification.mail;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.web.Transactions;

/** Addresses and mails with a courier that does as told. */
public final class MailWorld {

  static final URI BASE = URI.create("https://snowguard.example");

  public final MailAddresses addresses;
  public final MailOutbox outbox;

  final MailStore store;
  final List<Outgoing> carried = new ArrayList<>();
  final Deque<Courier.Outcome> outcomes = new ArrayDeque<>();
  private final MailDelivery delivery;

  public MailWorld(Jdbi jdbi, Transactions transactions, Clock clock, MailWriter writer) {
    this(jdbi, transactions, clock, writer, List.of());
  }

  public MailWorld(
      Jdbi jdbi,
      Transactions transactions,
      Clock clock,
      MailWriter writer,
      List<LetterWriter> letters) {
    addresses = new MailAddresses(jdbi, transactions, clock);
    outbox = new MailOutbox(jdbi, addresses, true, clock);
    store = new MailStore(jdbi);
    delivery = new MailDelivery(jdbi, this::carry, writer, letters, BASE, transactions, clock);
  }

  private Courier.Outcome carry(Outgoing mail) {
    Courier.Outcome outcome = outcomes.isEmpty() ? new Courier.Outcome.Taken() : outcomes.remove();
    carried.add(mail);
    return outcome;
  }

  public MailDelivery delivery() {
    return delivery;
  }

  /** Asks, reads the mail, opens its link. */
  public void confirm(long account, String address) {
    addresses.ask(account, MailAddress.parse(address));
    sendAll();
    addresses.confirm(lastToken("/me/mail/confirm/"), account);
    carried.clear();
  }

  /** The secret of the link in the newest mail. */
  public String lastToken(String path) {
    String body = carried.getLast().text().body();
    int at = body.indexOf(path) + path.length();
    return body.substring(at).lines().findFirst().orElseThrow().strip();
  }

  public void sendAll() {
    delivery.begin();
    boolean isMore = true;
    while (isMore) {
      isMore = delivery.sendNext();
    }
  }

  /** "to: subject" of what left, in order. */
  public List<String> sent() {
    return carried.stream().map(mail -> mail.to().text() + ": " + mail.subject()).toList();
  }

  public String lastBody() {
    return carried.getLast().text().body();
  }

  public void failNext(String words) {
    outcomes.add(new Courier.Outcome.NotNow(words));
  }
}
