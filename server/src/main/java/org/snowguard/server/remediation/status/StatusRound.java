package org.snowguard.server.remediation.status;

import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.server.web.Transactions;

/** Looks at all issues after channels, records and people have moved on. */
final class StatusRound {

  private static final Logger LOG = LoggerFactory.getLogger(StatusRound.class);
  private static final int PORTION = 200;

  private final StatusKeeping keeping;
  private final StatusStore store;
  private final DueStore due;
  private final Transactions transactions;

  StatusRound(StatusKeeping keeping, StatusStore store, DueStore due, Transactions transactions) {
    this.keeping = keeping;
    this.store = store;
    this.due = due;
    this.transactions = transactions;
  }

  /** Tells how many issues were looked at. */
  int lookAtAll() {
    int seen = 0;
    List<Long> ids = store.issuesAfter(0, PORTION);
    while (!ids.isEmpty()) {
      keeping.lookBackAt(ids);
      keeping.outOfDate(ids).stream().sorted().forEach(this::keep);
      seen += ids.size();
      ids = store.issuesAfter(ids.getLast(), PORTION);
    }
    return seen;
  }

  /** Looks at those whose fixes may have come farther; tells how many there were. */
  int lookAtDue() {
    int seen = 0;
    List<Long> ids = due.after(0, PORTION);
    while (!ids.isEmpty()) {
      keeping.lookBackAt(ids);
      outOfDate(ids).stream().sorted().forEach(this::keepDue);
      seen += ids.size();
      ids = due.after(ids.getLast(), PORTION);
    }
    return seen;
  }

  /** Takes the marks of the others away; what moves meanwhile waits with its own. */
  private Set<Long> outOfDate(List<Long> ids) {
    return transactions.call(
        () -> {
          due.lock(ids);
          Set<Long> moved = keeping.outOfDate(ids);
          due.done(ids.stream().filter(id -> !moved.contains(id)).toList());
          return moved;
        });
  }

  /** The mark goes with what is written, or stays. */
  private void keepDue(long issueId) {
    attempt(
        issueId,
        () ->
            transactions.run(
                () -> {
                  store.lock(issueId);
                  due.done(List.of(issueId));
                  keeping.keep(issueId);
                }));
  }

  private void keep(long issueId) {
    attempt(issueId, () -> keeping.keep(issueId));
  }

  private static void attempt(long issueId, Runnable keep) {
    try {
      keep.run();
    } catch (RuntimeException e) {
      // One that cannot be followed holds up none of the others; the next look tries again.
      LOG.warn("Could not follow the status of issue {}: {}", issueId, e.getMessage(), e);
    }
  }
}
