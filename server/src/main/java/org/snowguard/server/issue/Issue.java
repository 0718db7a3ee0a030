package org.snowguard.server.issue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people made: vulnerabilities x projects.
 *
 * @param publicId null until it is published
 * @param state {@code draft}, {@code published}, {@code closed}
 * @param createdBy number of the account
 * @param items by vulnerability, then project
 */
public record Issue(
    long id,
    @Nullable String publicId,
    String state,
    String title,
    long createdBy,
    Instant createdAt,
    int revision,
    List<IssueItem> items) {
  public Issue {
    items = List.copyOf(items);
  }

  public boolean isDraft() {
    return state.equals("draft");
  }
}
