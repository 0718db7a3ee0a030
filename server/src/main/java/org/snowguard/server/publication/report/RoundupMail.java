package org.snowguard.server.publication.report;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.snowguard.server.notification.mail.LetterWriter;
import org.snowguard.server.notification.mail.MailOutbox;
import org.snowguard.server.notification.mail.MailText;
import org.snowguard.server.web.Transactions;

/** Mails the roundup of a week that is over to whom asked for it: once for a week and person. */
final class RoundupMail implements LetterWriter {

  private static final String NAME = "roundup";

  private final WeeklyReports reports;
  private final ReportStore store;
  private final MailOutbox outbox;
  private final Transactions transactions;
  private final Clock clock;

  RoundupMail(
      WeeklyReports reports,
      ReportStore store,
      MailOutbox outbox,
      Transactions transactions,
      Clock clock) {
    this.reports = reports;
    this.store = store;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Puts the mails of a kept week on their way, the first time it is asked to. Who asked for them
   * after the week, or whose address was not confirmed by then, gets the next one.
   *
   * @return how many
   */
  int send(Week week) {
    return transactions.call(
        () -> {
          if (!store.beginMailing(week.text(), clock.instant())) {
            return 0;
          }
          int letters = 0;
          for (long account : store.subscribers(week.end())) {
            if (outbox.reaches(account)) {
              letters += outbox.letter(NAME, week.text(), account).isPresent() ? 1 : 0;
            }
          }
          return letters;
        });
  }

  void subscribe(long account, boolean wanted) {
    Instant now = clock.instant();
    transactions.run(
        () -> {
          if (wanted) {
            store.subscribe(account, now);
          } else {
            store.unsubscribe(account);
          }
        });
  }

  MyReports mine(long account) {
    return transactions.read(
        () -> new MyReports(outbox.isOn(), outbox.reaches(account), store.isSubscribed(account)));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<MailText> write(String what, long account, URI base) {
    if (!store.isSubscribed(account)) {
      return Optional.empty();
    }
    Roundup roundup = reports.of(Week.parse(what));
    return Optional.of(
        new MailText(
            RoundupText.title(roundup),
            RoundupText.markdown(roundup).stripTrailing()
                + "\n\nAs a page: "
                + base.resolve("/report/weekly/" + what)
                + "\n"));
  }
}
