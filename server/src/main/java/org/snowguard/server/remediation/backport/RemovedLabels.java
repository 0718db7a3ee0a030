package org.snowguard.server.remediation.backport;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.pull.BackportText;
import org.snowguard.server.remediation.pull.PullListener;
import org.snowguard.server.remediation.pull.PullRequest;

/** Remembers which labels of backports somebody took away, so that none is set again. */
record RemovedLabels(BackportStore store, Clock clock) implements PullListener {

  @Override
  public void seen(PullRequest now, @Nullable PullRequest before) {
    if (before == null) {
      return;
    }
    for (String label : before.labels()) {
      boolean isGone = !now.labels().contains(label);
      if (isGone && BackportText.branchOfLabel(label).isPresent()) {
        store.removed(now.number(), label, clock.instant());
      }
    }
  }
}
