package org.snowguard.server.issue.talk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment on an issue.
 *
 * @param author number of the account
 * @param body Markdown, not to be trusted; empty once deleted
 * @param isPublic whether everybody reads it once the issue is published
 */
public record Comment(
    long id,
    long issueId,
    long author,
    Instant writtenAt,
    String body,
    boolean isPublic,
    int revision,
    @Nullable Instant editedAt,
    @Nullable Instant deletedAt) {

  public boolean isDeleted() {
    return deletedAt != null;
  }
}
