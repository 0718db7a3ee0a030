package org.snowguard.server.remediation.status;

import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.server.issue.IssueChange;
import org.snowguard.server.issue.IssueListener;

/** Brings an issue's rows up to date with what people did to it, before others are told of that. */
final class StatusFollower implements IssueListener {

  private final StatusKeeping keeping;

  StatusFollower(StatusKeeping keeping) {
    this.keeping = keeping;
  }

  @Override
  public void published(long issueId, String publicId, long actor) {
    keeping.keep(issueId);
  }

  @Override
  public void changed(long issueId, IssueChange change) {
    keeping.keep(issueId);
  }

  @Override
  public void closed(long issueId, CloseReason reason, @Nullable Long actor) {
    keeping.keep(issueId);
  }

  @Override
  public void reopened(long issueId, @Nullable Long actor) {
    keeping.keep(issueId);
  }
}
