package org.snowguard.server.issue.rule;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Problem;

/**
 * The form for a rule.
 *
 * @param fault what is wrong with what was typed, and what to do; null where nothing is
 * @param tried what it would do; null before it was tried
 */
public record RuleFormPage(
    RuleForm form, @Nullable Fault fault, @Nullable Tried tried, LocalDate today) {

  /** What is wrong, in the words of the problem. */
  public record Fault(String input, String advice) {
    static Fault of(Problem problem) {
      return new Fault(problem.input(), problem.advice());
    }
  }

  /**
   * A rule that was tried.
   *
   * @param project its slug
   * @param condition which cards, in words
   * @param does what it does with them, in words
   */
  public record Tried(String project, String condition, String does, DryRun dryRun) {}

  /** Proposed, and the latest that may be given. */
  public LocalDate latestExpiry() {
    return today.plusYears(1);
  }
}
