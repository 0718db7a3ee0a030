package org.snowguard.server.remediation.landing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit of nixpkgs.
 *
 * @param commit 40 hexadecimal digits
 * @param original what it was cherry-picked from, by its last trailer, or null
 * @param reverts commits that it takes back
 * @param pullRequest number that the subject of a merge or squash names, or null
 */
public record CommitFacts(
    String commit,
    String subject,
    Instant authoredAt,
    Instant committedAt,
    @Nullable String original,
    List<String> reverts,
    @Nullable Integer pullRequest) {

  public CommitFacts {
    reverts = List.copyOf(reverts);
  }
}
