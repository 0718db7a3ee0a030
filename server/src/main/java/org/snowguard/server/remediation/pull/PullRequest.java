package org.snowguard.server.remediation.pull;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.pull.VersionMove;

/**
 * A pull request as last seen.
 *
 * @param base the branch that it is for, such as {@code master}
 * @param mergeCommit what it became on its base, or null
 * @param vulnerabilityIds that it names as fixed, sorted
 * @param attributes packages that its title names, as titles call them
 * @param moves versions that it changes
 * @param backportOf number of the pull request that it brings to a release, or null
 */
public record PullRequest(
    int number,
    String title,
    PullState state,
    String base,
    @Nullable String mergeCommit,
    Set<String> labels,
    Set<String> vulnerabilityIds,
    List<String> attributes,
    List<VersionMove> moves,
    @Nullable Integer backportOf,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant mergedAt,
    String url) {

  public PullRequest {
    labels = Set.copyOf(labels);
    vulnerabilityIds = Set.copyOf(vulnerabilityIds);
    attributes = List.copyOf(attributes);
    moves = List.copyOf(moves);
  }

  /** Whether it stands open or was merged. */
  public boolean isAlive() {
    return state != PullState.CLOSED;
  }
}
