package org.snowguard.server.issue.publish;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.snowguard.core.publish.SafeLink;
import org.snowguard.server.github.outbox.GitHubOutbox;
import org.snowguard.server.github.outbox.OutgoingText;
import org.snowguard.server.issue.publish.MentionStore.Later;
import org.snowguard.server.web.Transactions;

/**
 * Whoever was mentioned often enough in a day is told of the rest by one comment on the day after,
 * on the newest of those GitHub issues.
 */
final class MentionDigest {

  private static final int LISTED = 100;

  private final MentionStore mentions;
  private final LongPredicate disputed;
  private final GitHubOutbox outbox;
  private final PublicAddress address;
  private final Transactions transactions;
  private final Clock clock;

  MentionDigest(
      MentionStore mentions,
      LongPredicate disputed,
      GitHubOutbox outbox,
      PublicAddress address,
      Transactions transactions,
      Clock clock) {
    this.mentions = mentions;
    this.disputed = disputed;
    this.outbox = outbox;
    this.address = address;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What a maintainer disputes waits until somebody has looked at that. */
  void tell() {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    transactions.run(
        () -> {
          List<Later> later = mentions.later(today.atStartOfDay(ZoneOffset.UTC).toInstant());
          Map<Long, List<Later>> byPerson =
              later.stream()
                  .filter(one -> !disputed.test(one.issueId()))
                  .collect(
                      Collectors.groupingBy(Later::githubId, TreeMap::new, Collectors.toList()));
          byPerson.forEach((person, of) -> tell(person, of, today, now));
        });
  }

  private void tell(long person, List<Later> of, LocalDate today, Instant now) {
    Later newest = of.getLast();
    List<OutgoingText.Part> parts = new ArrayList<>();
    parts.add(new OutgoingText.Part.Person(person, newest.name()));
    parts.add(
        new OutgoingText.Part.Words(
            " maintains what these issues are about, too:\n\n"
                + of.stream()
                    .limit(LISTED)
                    .map(one -> "- " + SafeLink.link(one.publicId(), address.issue(one.publicId())))
                    .collect(Collectors.joining("\n"))
                + (of.size() > LISTED ? "\n- and " + (of.size() - LISTED) + " more" : "")));
    outbox.comment("mentions/" + person + "/" + today, newest.number(), new OutgoingText(parts));
    List<Long> issues = of.stream().map(Later::issueId).toList();
    mentions.told(person, issues, now);
    mentions.mentioned(newest.issueId(), List.of(person), now);
  }
}
