package org.snowguard.server.remediation.git;

import java.time.Instant;
import java.util.List;
import org.snowguard.core.landing.CommitMessage;

/** A commit as the log tells it. */
public record LoggedCommit(
    String commit,
    List<String> parents,
    Instant authoredAt,
    Instant committedAt,
    CommitMessage message) {

  public LoggedCommit {
    parents = List.copyOf(parents);
  }
}
