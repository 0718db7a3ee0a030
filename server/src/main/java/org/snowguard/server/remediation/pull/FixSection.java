package org.snowguard.server.remediation.pull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fixes as one reader sees them.
 *
 * @param back the page that they stand on
 * @param choices what a pull request may be named as a fix of; empty for who may not
 */
public record FixSection(String back, List<Line> lines, List<Choice> choices, boolean mayJudge) {

  public FixSection {
    lines = List.copyOf(lines);
    choices = List.copyOf(choices);
  }

  /**
   * One fix; who judged it is not public.
   *
   * @param confidence {@code 97 %}
   */
  public record Line(
      long id,
      PullRequest pull,
      String vulnerability,
      String project,
      FixEvidence evidence,
      String because,
      String confidence,
      FixOpinion opinion,
      @Nullable String note) {

    static Line of(Fix fix, String vulnerability, String project) {
      return new Line(
          fix.id(),
          fix.pull(),
          vulnerability,
          project,
          fix.evidence(),
          fix.because(),
          Math.round(100 * fix.confidence()) + " %",
          fix.opinion(),
          fix.note());
    }
  }

  /** A vulnerability of a project. */
  public record Choice(long vulnerability, long project, String label) {}
}
