package org.snowguard.server.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snowguard.core.issue.IssueState;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.web.Transactions;

/**
 * Compares where published issues stand with where they stood: channels advance and records change
 * without anybody touching an issue. Several changes between two looks are told as one.
 */
final class IssueWatch {

  private static final int AT_ONCE = 100;

  /** How often all issues are looked at, if anything changed since. */
  private static final Duration BETWEEN = Duration.ofMinutes(10);

  /** A channel reaches its end of life without any suggestion changing. */
  private static final Duration AT_LEAST = Duration.ofHours(6);

  private final HappeningStore store;
  private final ToldStore told;
  private final IssueTopics topics;
  private final Issues issues;
  private final SuggestionChanges changes;
  private final Transactions transactions;
  private final Clock clock;

  private String stamp = "";
  private Instant lookedAt = Instant.MIN;

  IssueWatch(
      HappeningStore store,
      ToldStore told,
      IssueTopics topics,
      Issues issues,
      SuggestionChanges changes,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.told = told;
    this.topics = topics;
    this.issues = issues;
    this.changes = changes;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Looks at what may have changed, and at everything now and then. */
  void look() {
    markDue();
    List<Long> due = told.dueNow(AT_ONCE);
    while (!due.isEmpty()) {
      Map<Long, IssueContent> read = issues.contents(due);
      for (Long issue : due) {
        transactions.run(() -> compare(issue, Optional.ofNullable(read.get(issue))));
      }
      due = told.dueNow(AT_ONCE);
    }
  }

  private void markDue() {
    Instant now = clock.instant();
    boolean isLong = lookedAt.equals(Instant.MIN) || !now.isBefore(lookedAt.plus(AT_LEAST));
    if (!isLong && now.isBefore(lookedAt.plus(BETWEEN))) {
      return;
    }
    String at = changes.stamp();
    if (isLong || !at.equals(stamp)) {
      transactions.run(
          () -> {
            told.adoptUnknown();
            told.allDue();
          });
    }
    stamp = at;
    lookedAt = now;
  }

  private void compare(long id, Optional<IssueContent> read) {
    if (read.isEmpty() || read.get().state() != IssueState.PUBLISHED) {
      told.forget(id);
      return;
    }
    IssueContent issue = read.get();
    Standing is = Standing.of(issue);
    told.standing(id)
        .map(was -> is.since(Standing.parse(was)))
        .filter(change -> !change.isNone())
        .ifPresent(change -> tell(issue, change));
    told.put(id, is.text(), false);
  }

  private void tell(IssueContent issue, Standing.Change change) {
    String what =
        issue.openIn().isEmpty()
            ? "nothing is left to do"
            : "changed in " + String.join(", ", change.channels());
    store.add(
        new HappeningStore.New(
            "issue/%d/status/%d"
                .formatted(issue.id(), store.count(issue.id(), Happening.Kind.STATUS) + 1),
            Happening.Kind.STATUS,
            issue.id(),
            "/issue/" + issue.name(),
            IssueWords.line(issue.name() + ": " + what),
            IssueWords.line(issue.title()) + "\n" + String.join("\n", change.lines()),
            clock.instant()),
        topics.of(issue, change.attributes(), change.channels()));
  }
}
