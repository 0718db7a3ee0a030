package org.snowguard.server.github;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An issue or pull request of the repository, as it was last seen.
 *
 * @param state {@code open} or {@code closed}
 * @param stateReason {@code completed}, {@code not_planned}, {@code reopened}, {@code duplicate};
 *     {@code deleted} or {@code transferred} where it is not there any more; or null
 * @param labels by name
 * @param comments how many
 * @param authorId number of who opened it, 0 where the account is gone
 * @param updatedAt of two states that arrive, the later one counts
 * @param vulnerabilityIds CVE and GHSA ids named in title or body
 * @param url for people
 */
public record GitHubIssue(
    long number,
    String title,
    String state,
    @Nullable String stateReason,
    boolean pullRequest,
    List<String> labels,
    int comments,
    long authorId,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant closedAt,
    Set<String> vulnerabilityIds,
    String url) {

  public GitHubIssue {
    labels = labels.stream().distinct().sorted().toList();
    vulnerabilityIds = Set.copyOf(vulnerabilityIds);
  }

  public boolean isOpen() {
    return state.equals("open");
  }
}
