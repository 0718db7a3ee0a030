package org.snowguard.server.github;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pull request of the repository, as GitHub shows it. Its words are not to be trusted.
 *
 * @param head name of the branch that it comes from
 * @param base name of the branch that it is for
 * @param mergeCommit what it became; before it is merged, a trial that means nothing
 * @param authorId 0 where the account is gone
 * @param files that it changes, the first hundred; empty where GitHub was not asked for them
 */
public record GitHubPull(
    int number,
    String title,
    String body,
    boolean isOpen,
    String head,
    String base,
    @Nullable String mergeCommit,
    List<String> labels,
    long authorId,
    List<String> files,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant mergedAt,
    String url) {

  public GitHubPull {
    labels = List.copyOf(labels);
    files = List.copyOf(files);
  }
}
