package org.snowguard.server.notification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.core.nixpkgs.Maintainer;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.notification.mail.MailWorld;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.suggestion.TriageWorld;

/** A world of issues in which people follow things. */
final class NotificationWorld {

  static final long MAINTAINER = 42;

  final TriageWorld triage;
  final MailWorld mail;
  final Subscriptions subscriptions;
  final Notices notices;
  final Map<Long, Set<Long>> mentioned = new HashMap<>();
  private final NotificationRound round;

  NotificationWorld(TestDatabase database) {
    triage = new TriageWorld(database);
    Jdbi jdbi = triage.jdbi;
    HappeningStore happenings = new HappeningStore(jdbi);
    NoticeStore noticeStore = new NoticeStore(jdbi);
    IssueMentions mentions = issue -> mentioned.getOrDefault(issue, Set.of());
    mail =
        new MailWorld(
            triage.jdbi,
            triage.transactions,
            triage.clock,
            new NoticeWriter(happenings, noticeStore, mentions));
    SubscriptionNames names =
        new SubscriptionNames(triage.projects, triage.issues, new MaintainerNames(jdbi));
    SubscriptionStore store = new SubscriptionStore(jdbi);
    subscriptions =
        new Subscriptions(
            store,
            names,
            new Subscriptions.Things(
                triage.packages,
                triage.projects,
                triage.channels,
                triage.issues,
                new MaintainerNames(jdbi)),
            triage.transactions,
            triage.clock);
    notices = new Notices(noticeStore, triage.transactions, triage.clock);
    IssueTopics topics = new IssueTopics(happenings);
    triage.issueListeners.add(
        new IssueHappenings(
            happenings, new ToldStore(jdbi), topics, () -> triage.issues, triage.clock));
    round =
        new NotificationRound(
            new IssueWatch(
                happenings,
                new ToldStore(jdbi),
                topics,
                triage.issues,
                new SuggestionChanges(jdbi),
                triage.transactions,
                triage.clock),
            new SuggestionNews(
                new SuggestionNewsStore(jdbi), happenings, triage.transactions, triage.clock),
            new FanOut(
                happenings,
                store,
                noticeStore,
                names,
                triage.issues,
                mentions,
                mail.outbox,
                triage.transactions,
                triage.clock),
            new Digests(noticeStore, mail.outbox, triage.transactions, triage.clock),
            Optional.of(mail.delivery()));
    triage.ship(
        TriageWorld.UNSTABLE,
        Packages.maintained("zlib 1.3", new Maintainer(MAINTAINER, "carol", "Carol")),
        Packages.of("curl 8.9"));
    triage.index();
  }

  /** A draft about zlib. */
  long draft(String vulnerability) {
    return triage.draft(vulnerability, "zlib");
  }

  long published(String vulnerability, String publicId) {
    long issue = draft(vulnerability);
    triage.publish(issue, publicId);
    return issue;
  }

  void round() {
    round.run(mails -> {});
  }

  List<String> told(long account) {
    return notices.of(account, null, 50).items().stream()
        .map(notice -> notice.happening().title())
        .toList();
  }

  /** Says who an account is on GitHub. */
  void onGitHub(long account, long gitHubId) {
    triage.jdbi.useHandle(
        handle ->
            handle.execute(
                "update account set github_id = ? where account_id = ?", gitHubId, account));
  }
}
