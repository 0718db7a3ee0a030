package org.snowguard.server.github;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Is told what was seen on GitHub. Every bean of this type is called in the transaction that stores
 * it; each thing is told at least once, so that being told twice must change nothing.
 */
public interface GitHubListener {

  /**
   * An issue or pull request is new to us, or differs from what was last seen.
   *
   * @param before what was last seen, or null
   */
  default void issueSeen(GitHubIssue now, @Nullable GitHubIssue before) {}

  /**
   * Somebody joined or left a team.
   *
   * @param added false if the person left it
   */
  default void membership(long teamId, String teamSlug, long memberId, boolean added) {}

  /** Somebody left the organisation, and so all of its teams. */
  default void left(String organization, long memberId) {}

  /**
   * A webhook tells how a pull request stands. It may come late: what was seen since counts.
   *
   * @param pull without its files
   */
  default void pullRequestTold(GitHubPull pull) {}

  /**
   * Somebody commented on an issue or pull request, or changed what he said.
   *
   * @param isBot whether a program wrote it, which nobody can pretend to be
   * @param body not to be trusted
   */
  default void commented(long number, boolean isBot, String body, Instant at) {}
}
