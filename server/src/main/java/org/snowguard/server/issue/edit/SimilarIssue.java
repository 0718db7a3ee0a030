package org.snowguard.server.issue.edit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open issue that may be about the same.
 *
 * @param vulnerabilities ids that both hold
 * @param subjects projects and packages that both are about
 */
public record SimilarIssue(
    long id,
    @Nullable String publicId,
    String title,
    String state,
    int revision,
    List<String> vulnerabilities,
    List<String> subjects) {
  public SimilarIssue {
    vulnerabilities = List.copyOf(vulnerabilities);
    subjects = List.copyOf(subjects);
  }

  /** The same flaw twice; else only the same software. */
  public boolean isSuspicious() {
    return !vulnerabilities.isEmpty();
  }
}
