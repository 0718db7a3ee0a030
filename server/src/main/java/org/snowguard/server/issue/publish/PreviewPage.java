package org.snowguard.server.issue.publish;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.github.GitHubIssue;

/**
 * What would be written, and what speaks against it.
 *
 * @param mode in words: what becomes of it on GitHub
 * @param text Markdown of the body, people by name and number
 * @param mentioned in words
 * @param chosen number of the GitHub issue that is proposed to attach to, or null for a new one
 */
public record PreviewPage(
    long issueId,
    int revision,
    String draft,
    String publicId,
    String fingerprint,
    boolean writes,
    String mode,
    String title,
    String text,
    List<String> comments,
    List<String> labels,
    List<String> mentioned,
    List<PublicationCheck> checks,
    List<GitHubIssue> named,
    @Nullable Long chosen) {

  public PreviewPage {
    comments = List.copyOf(comments);
    labels = List.copyOf(labels);
    mentioned = List.copyOf(mentioned);
    checks = List.copyOf(checks);
    named = List.copyOf(named);
  }

  /** Whether it can be published at all. */
  public boolean isPossible() {
    return checks.stream().noneMatch(PublicationCheck::hard);
  }
}
