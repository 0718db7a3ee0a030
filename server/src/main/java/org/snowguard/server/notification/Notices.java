package org.snowguard.server.notification;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Transactions;

/** What people are told in the product. */
public final class Notices {

  private final NoticeStore store;
  private final Transactions transactions;
  private final Clock clock;

  Notices(NoticeStore store, Transactions transactions, Clock clock) {
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The newest first. */
  public Page<Notice> of(long account, @Nullable String after, int size) {
    Cursor cursor = Cursor.parse(after, 1);
    Long before = cursor == null ? null : cursor.number(0);
    return transactions.read(
        () ->
            Page.of(
                store.of(account, before, size + 1),
                size,
                store.count(account),
                notice -> Cursor.of(notice.happening().id())));
  }

  public int unread(long account) {
    return store.unread(account);
  }

  /** Takes all up to one of them as read. */
  void read(long account, long upTo) {
    transactions.run(() -> store.read(account, upTo, clock.instant()));
  }
}
