package org.snowguard.server.issue.refutation;

import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.suggestion.Refutations;

/** What is disputed about an issue ends with it: opened again, it says anew what it says. */
record OvertakenRefutations(Refutations refutations) implements IssueListener {

  @Override
  public void closed(long issueId, CloseReason reason, @Nullable Long actor) {
    refutations.overtake(Issues.SUBJECT, issueId, actor);
  }

  /** Those that stayed open when it closed, as they once did. */
  @Override
  public void reopened(long issueId, @Nullable Long actor) {
    refutations.overtake(Issues.SUBJECT, issueId, actor);
  }
}
