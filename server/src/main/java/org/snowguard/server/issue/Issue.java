package org.snowguard.server.issue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people made: vulnerabilities x projects.
 *
 * @param publicId null until it is published
 * @param state {@code draft}, {@code published}, {@code closed}
 * @param createdBy number of the account, or null: a standing rule
 * @param items by vulnerability, then project
 * @param packages versions that it is about beside them, or before any vulnerability is known
 */
public record Issue(
    long id,
    @Nullable String publicId,
    String state,
    String title,
    @Nullable Long createdBy,
    Instant createdAt,
    int revision,
    List<IssueItem> items,
    List<IssuePackage> packages) {
  public Issue {
    items = List.copyOf(items);
    packages = List.copyOf(packages);
  }

  public boolean isDraft() {
    return state.equals("draft");
  }
}
