package org.snowguard.server.issue.rule;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The form for a rule.
 *
 * @param words the rule as read, empty before it was tried
 * @param dryRun what it would have done; null before it was tried
 */
public record RuleFormPage(RuleForm form, String words, @Nullable DryRun dryRun, LocalDate today) {

  /** Proposed, and the latest that may be given. */
  public LocalDate latestExpiry() {
    return today.plusYears(1);
  }
}
