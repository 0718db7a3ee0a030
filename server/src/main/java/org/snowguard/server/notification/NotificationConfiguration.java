package org.snowguard.server.notification;

import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.account.MePanel;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.notification.mail.MailAddresses;
import org.snowguard.server.notification.mail.MailDelivery;
import org.snowguard.server.notification.mail.MailOutbox;
import org.snowguard.server.notification.mail.MailWriter;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.web.Transactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires this feature. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {

  @Bean
  IssueHappenings issueHappenings(Jdbi jdbi, ObjectProvider<Issues> issues, Clock clock) {
    HappeningStore store = new HappeningStore(jdbi);
    return new IssueHappenings(
        store, new ToldStore(jdbi), new IssueTopics(store), issues::getObject, clock);
  }

  @Bean
  SubscriptionNames subscriptionNames(Jdbi jdbi, Projects projects, Issues issues) {
    return new SubscriptionNames(projects, issues, new MaintainerNames(jdbi));
  }

  @Bean
  Subscriptions subscriptions(
      Jdbi jdbi,
      SubscriptionNames names,
      PackageIndex packages,
      Projects projects,
      Channels channels,
      Issues issues,
      Transactions transactions,
      Clock clock) {
    return new Subscriptions(
        new SubscriptionStore(jdbi),
        names,
        new Subscriptions.Things(packages, projects, channels, issues, new MaintainerNames(jdbi)),
        transactions,
        clock);
  }

  @Bean
  Notices notices(Jdbi jdbi, Transactions transactions, Clock clock) {
    return new Notices(new NoticeStore(jdbi), transactions, clock);
  }

  @Bean
  NotificationPages notificationPages(Subscriptions subscriptions, Notices notices, Jdbi jdbi) {
    return new NotificationPages(subscriptions, notices, new NoticeStore(jdbi));
  }

  @Bean
  MePanel myNotificationsPart(
      Subscriptions subscriptions,
      Notices notices,
      Jdbi jdbi,
      MailAddresses addresses,
      MailOutbox outbox) {
    return new MyNotificationsPart(
        subscriptions, notices, new NoticeStore(jdbi), addresses, outbox);
  }

  @Bean
  IssueMentions issueMentions(Jdbi jdbi) {
    return new MentionedStore(jdbi);
  }

  @Bean
  MailWriter noticeWriter(Jdbi jdbi, IssueMentions mentions) {
    return new NoticeWriter(new HappeningStore(jdbi), new NoticeStore(jdbi), mentions);
  }

  @Bean
  NotificationJob notificationJob(
      Jdbi jdbi,
      SubscriptionNames names,
      Issues issues,
      SuggestionChanges changes,
      IssueMentions mentions,
      MailOutbox outbox,
      ObjectProvider<MailDelivery> delivery,
      Transactions transactions,
      Clock clock) {
    HappeningStore happenings = new HappeningStore(jdbi);
    NoticeStore notices = new NoticeStore(jdbi);
    NotificationRound round =
        new NotificationRound(
            new IssueWatch(
                happenings,
                new ToldStore(jdbi),
                new IssueTopics(happenings),
                issues,
                changes,
                transactions,
                clock),
            new SuggestionNews(new SuggestionNewsStore(jdbi), happenings, transactions, clock),
            new FanOut(
                happenings,
                new SubscriptionStore(jdbi),
                notices,
                names,
                issues,
                mentions,
                outbox,
                transactions,
                clock),
            new Digests(notices, outbox, transactions, clock),
            Optional.ofNullable(delivery.getIfAvailable()));
    return new NotificationJob(round, clock);
  }
}
