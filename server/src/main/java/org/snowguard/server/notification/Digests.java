package org.snowguard.server.notification;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import org.snowguard.server.notification.mail.MailOutbox;
import org.snowguard.server.web.Transactions;

/** Puts what came together into one mail, each morning or each Monday. */
final class Digests {

  static final LocalTime HOUR = LocalTime.of(6, 0); // UTC

  private final NoticeStore notices;
  private final MailOutbox outbox;
  private final Transactions transactions;
  private final Clock clock;

  Digests(NoticeStore notices, MailOutbox outbox, Transactions transactions, Clock clock) {
    this.notices = notices;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  void collect() {
    ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
    collect(Way.DAILY, lastMorning(now));
    collect(Way.WEEKLY, lastMonday(now));
  }

  private void collect(Way way, ZonedDateTime slot) {
    Instant before = slot.toInstant();
    for (Long account : notices.toCollect(way, before)) {
      transactions.run(
          () -> {
            String key = "digest/%s/%d/%s".formatted(way.text(), account, before);
            long message =
                outbox.reaches(account)
                    ? outbox.digest(key, account).orElse(NoticeStore.NO_MESSAGE)
                    : NoticeStore.NO_MESSAGE;
            notices.collect(way, account, before, message);
          });
    }
  }

  static ZonedDateTime lastMorning(ZonedDateTime now) {
    ZonedDateTime today = now.with(HOUR);
    return today.isAfter(now) ? today.minusDays(1) : today;
  }

  static ZonedDateTime lastMonday(ZonedDateTime now) {
    ZonedDateTime monday = now.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).with(HOUR);
    return monday.isAfter(now) ? monday.minusWeeks(1) : monday;
  }
}
