package org.snowguard.server.issue.rule;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.rule.StandingRule;
import org.snowguard.server.nixpkgs.Project;

/**
 * A rule before somebody makes it.
 *
 * @param waitDays how long what it settles may wait for the fix; null where it collects
 * @param reason empty until it is to be made
 */
record RuleDraft(
    Project project,
    StandingRule rule,
    @Nullable Integer waitDays,
    String reason,
    LocalDate expiresOn) {}
