package org.snowguard.server.remediation.status;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at all issues after channels, records and people have moved on. */
final class StatusRound {

  private static final Logger LOG = LoggerFactory.getLogger(StatusRound.class);
  private static final int PORTION = 200;

  private final StatusKeeping keeping;
  private final StatusStore store;
  private final DueStore due;

  StatusRound(StatusKeeping keeping, StatusStore store, DueStore due) {
    this.keeping = keeping;
    this.store = store;
    this.due = due;
  }

  /** Tells how many issues were looked at. */
  int lookAtAll() {
    int seen = 0;
    List<Long> ids = store.issuesAfter(0, PORTION);
    while (!ids.isEmpty()) {
      keeping.outOfDate(ids).stream().sorted().forEach(this::keep);
      seen += ids.size();
      ids = store.issuesAfter(ids.getLast(), PORTION);
    }
    return seen;
  }

  /** Looks at those whose fixes may have come farther; tells how many there were. */
  int lookAtDue() {
    int seen = 0;
    List<Long> ids = due.some(PORTION);
    while (!ids.isEmpty()) {
      // Before they are looked at: what moves meanwhile is due again.
      due.done(ids);
      keeping.outOfDate(ids).stream().sorted().forEach(this::keep);
      seen += ids.size();
      ids = due.some(PORTION);
    }
    return seen;
  }

  private void keep(long issueId) {
    try {
      keeping.keep(issueId);
    } catch (RuntimeException e) {
      // One that cannot be followed holds up none of the others; the next look tries again.
      LOG.warn("Could not follow the status of issue {}: {}", issueId, e.getMessage(), e);
    }
  }
}
