package org.snowguard.server.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.notification.mail.MailOutbox;
import org.snowguard.server.web.Transactions;

/** Finds out whom what is told, once for each person. */
final class FanOut {

  /** So that who is mentioned on GitHub meanwhile gets no mail of the publication. */
  static final Duration MENTIONS_TAKE = Duration.ofMinutes(10);

  private final HappeningStore happenings;
  private final SubscriptionStore subscriptions;
  private final NoticeStore notices;
  private final SubscriptionNames names;
  private final Issues issues;
  private final IssueMentions mentions;
  private final MailOutbox outbox;
  private final Transactions transactions;
  private final Clock clock;

  FanOut(
      HappeningStore happenings,
      SubscriptionStore subscriptions,
      NoticeStore notices,
      SubscriptionNames names,
      Issues issues,
      IssueMentions mentions,
      MailOutbox outbox,
      Transactions transactions,
      Clock clock) {
    this.happenings = happenings;
    this.subscriptions = subscriptions;
    this.notices = notices;
    this.names = names;
    this.issues = issues;
    this.mentions = mentions;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Tells everything that nobody was told yet; each thing is one transaction. */
  void tellAll() {
    boolean isMore = true;
    while (isMore) {
      isMore =
          transactions.call(
              () -> {
                List<Happening> next = happenings.untold(1);
                next.forEach(this::tell);
                return !next.isEmpty();
              });
    }
  }

  private void tell(Happening happening) {
    Map<Long, SubscriptionStore.Row> chosen = new TreeMap<>();
    for (SubscriptionStore.Row row : concerned(happening)) {
      chosen.merge(row.accountId(), row, FanOut::stronger);
    }
    Set<Long> mentioned = mentioned(happening);
    Map<Long, Long> gitHubIds = notices.gitHubIds(chosen.keySet());
    Map<Long, String> because = names.because(List.copyOf(chosen.values()));
    chosen.forEach(
        (account, row) -> {
          Long gitHubId = gitHubIds.get(account);
          boolean isMentioned = gitHubId != null && mentioned.contains(gitHubId);
          tell(happening, row, because.getOrDefault(row.id(), ""), isMentioned);
        });
    happenings.told(happening.id(), clock.instant());
  }

  private List<SubscriptionStore.Row> concerned(Happening happening) {
    boolean isRaw = happening.kind() == Happening.Kind.SUGGESTED;
    List<SubscriptionStore.Row> found =
        new ArrayList<>(subscriptions.concerned(happening.id(), isRaw, happening.at()));
    Long issueId = happening.issueId();
    if (issueId != null) {
      Optional<IssueContent> issue = issues.content(issueId);
      issue.ifPresent(
          content ->
              subscriptions.searches(happening.at()).stream()
                  .filter(row -> SavedSearch.parse(row.key()).matches(content))
                  .forEach(found::add));
    }
    return found;
  }

  private static SubscriptionStore.Row stronger(
      SubscriptionStore.Row one, SubscriptionStore.Row other) {
    Comparator<SubscriptionStore.Row> byWay =
        Comparator.comparing((SubscriptionStore.Row row) -> Way.parse(row.way()))
            .thenComparingLong(SubscriptionStore.Row::id);
    return byWay.compare(one, other) <= 0 ? one : other;
  }

  private Set<Long> mentioned(Happening happening) {
    Long issueId = happening.issueId();
    return issueId != null && happening.kind() == Happening.Kind.PUBLISHED
        ? mentions.of(issueId)
        : Set.of();
  }

  private void tell(
      Happening happening, SubscriptionStore.Row row, String because, boolean isMentioned) {
    Instant now = clock.instant();
    long account = row.accountId();
    notices.add(happening.id(), account, Way.PRODUCT, because, now);
    Way way = Way.parse(row.way());
    if (!way.isMail() || isMentioned || !outbox.reaches(account)) {
      return;
    }
    if (notices.add(happening.id(), account, way, because, now) && way == Way.MAIL) {
      Instant from =
          happening.kind() == Happening.Kind.PUBLISHED ? happening.at().plus(MENTIONS_TAKE) : now;
      outbox
          .notice("notice/%s/%d".formatted(happening.key(), account), account, from)
          .ifPresent(id -> notices.setMessage(happening.id(), account, way, id));
    }
  }
}
