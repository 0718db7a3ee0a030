package org.snowguard.server.issue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An issue as JSON: with the name of its maker, not the number. */
public record IssueResourcePage(
    long id,
    @Nullable String publicId,
    String state,
    String title,
    String createdBy,
    Instant createdAt,
    int revision,
    List<IssueItem> items,
    List<ShippedPackage> packages) {

  static IssueResourcePage of(Issue issue, String createdBy, List<ShippedPackage> packages) {
    return new IssueResourcePage(
        issue.id(),
        issue.publicId(),
        issue.state(),
        issue.title(),
        createdBy,
        issue.createdAt(),
        issue.revision(),
        issue.items(),
        packages);
  }
}
