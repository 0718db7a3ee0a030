package org.snowguard.server.issue.rule;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.rule.StandingRule;

/**
 * A standing rule of the security team.
 *
 * @param id its number: people call it {@code rule #3}
 * @param project slug of the project that it was made for, as it is called now
 * @param waitDays how long what it settled may wait for the fix; null where it collects
 * @param author number of the account
 * @param expiresOn the first day on which it does not hold any more
 * @param seen what the dry run had shown to its author
 * @param endedBy number of the account; null while it holds, and where it expired
 */
public record Rule(
    long id,
    long projectId,
    String project,
    StandingRule rule,
    @Nullable Integer waitDays,
    String reason,
    long author,
    Instant madeAt,
    LocalDate expiresOn,
    String seen,
    @Nullable Instant endedAt,
    @Nullable Long endedBy,
    @Nullable String endReason) {

  /** Whether it takes cards. */
  public boolean isActive() {
    return endedAt == null;
  }

  /** How events and pages name it: {@code rule #3 · linux}. */
  public String label() {
    return "rule #%d · %s".formatted(id, project);
  }
}
