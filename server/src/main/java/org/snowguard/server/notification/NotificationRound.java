package org.snowguard.server.notification;

import java.util.Optional;
import java.util.function.LongConsumer;
import org.snowguard.server.notification.mail.MailDelivery;

/** One look at everything that is to be told. */
final class NotificationRound {

  private static final int MAILS = 500;

  private final IssueWatch watch;
  private final SuggestionNews news;
  private final FanOut fanOut;
  private final Digests digests;
  private final Optional<MailDelivery> delivery;

  NotificationRound(
      IssueWatch watch,
      SuggestionNews news,
      FanOut fanOut,
      Digests digests,
      Optional<MailDelivery> delivery) {
    this.watch = watch;
    this.news = news;
    this.fanOut = fanOut;
    this.digests = digests;
    this.delivery = delivery;
  }

  /**
   * Does it once.
   *
   * @param progress told how many mails were handled so far
   */
  void run(LongConsumer progress) {
    watch.look();
    news.look();
    fanOut.tellAll();
    digests.collect();
    delivery.ifPresent(
        by -> {
          by.begin();
          long mails = 0;
          while (mails < MAILS && by.sendNext()) {
            progress.accept(++mails);
          }
        });
  }
}
