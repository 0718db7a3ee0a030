package org.snowguard.server.notification;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.MePanel;
import org.snowguard.server.notification.mail.MailAddresses;
import org.snowguard.server.notification.mail.MailOutbox;
import org.snowguard.server.web.CurrentAccount;

/** Makes the section of one's own page. */
final class MyNotificationsPart implements MePanel {

  private static final int TROUBLES = 5;

  private final Subscriptions subscriptions;
  private final Notices notices;
  private final NoticeStore people;
  private final MailAddresses addresses;
  private final MailOutbox outbox;

  MyNotificationsPart(
      Subscriptions subscriptions,
      Notices notices,
      NoticeStore people,
      MailAddresses addresses,
      MailOutbox outbox) {
    this.subscriptions = subscriptions;
    this.notices = notices;
    this.people = people;
    this.addresses = addresses;
    this.outbox = outbox;
  }

  @Override
  public Optional<Part> of(CurrentAccount account) {
    long number = account.number();
    List<Subscription> followed = subscriptions.of(number);
    return Optional.of(
        new Part(
            "notifications",
            "notification/mine",
            new MyNotifications(
                outbox.isOn(),
                addresses.of(number),
                outbox.troubles(number, TROUBLES),
                followed,
                proposed(number, followed),
                notices.unread(number),
                List.of(Way.values()))));
  }

  private @Nullable Integer proposed(long account, List<Subscription> followed) {
    Optional<Long> gitHubId = people.gitHubId(account);
    if (gitHubId.isEmpty()
        || followed.stream()
            .map(Subscription::followed)
            .anyMatch(
                new Followed(Followed.Kind.MAINTAINER, Long.toString(gitHubId.get()))::equals)) {
      return null;
    }
    int maintained = people.maintained(gitHubId.get());
    return maintained == 0 ? null : maintained;
  }
}
