package org.snowguard.server.issue.publish;

import org.jspecify.annotations.Nullable;

/**
 * The GitHub issue or pull request of an issue.
 *
 * @param attached somebody else's: its body is never written
 * @param number null until it is delivered
 * @param body as it was last put into the outbox; null if attached
 */
public record GitHubSide(
    long issueId,
    boolean attached,
    @Nullable Long number,
    @Nullable String url,
    @Nullable String body) {

  /** Our key of the GitHub issue in the outbox. */
  static String subject(long issueId) {
    return "issue/" + issueId;
  }
}
