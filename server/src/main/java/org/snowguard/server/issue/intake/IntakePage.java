package org.snowguard.server.issue.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.github.GitHubIssue;
import org.snowguard.server.issue.Issue;
import org.snowguard.server.web.Page;

/**
 * GitHub issues to take in.
 *
 * @param repository they are read from it, or null
 */
public record IntakePage(@Nullable String repository, Page<Line> page) {

  /**
   * One of them.
   *
   * @param vulnerabilities ids that its title or body names
   * @param linked number of the issue of ours that is linked to it, or null
   * @param offered whether a draft can be made of it
   */
  public record Line(
      long number,
      String title,
      String url,
      String state,
      List<String> vulnerabilities,
      List<String> packages,
      @Nullable Long linked,
      List<Ours> ours,
      boolean offered) {

    static Line of(GitHubIntake.Candidate candidate) {
      GitHubIssue issue = candidate.issue();
      return new Line(
          issue.number(),
          issue.title(),
          issue.url(),
          issue.state(),
          issue.vulnerabilityIds().stream().sorted().toList(),
          candidate.attributes(),
          candidate.linked(),
          candidate.ours().stream().map(Ours::of).toList(),
          candidate.linked() == null && candidate.namesSomething());
    }
  }

  /** An issue of ours about the same. */
  public record Ours(long id, String title, String state) {
    static Ours of(Issue issue) {
      return new Ours(issue.id(), issue.title(), issue.state());
    }
  }
}
