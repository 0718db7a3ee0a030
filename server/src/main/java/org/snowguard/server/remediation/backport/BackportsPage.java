package org.snowguard.server.remediation.backport;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.pull.BackportPolicy;

/**
 * Backports that are left to do.
 *
 * @param project of one alone, or null
 * @param policy of that project, or null
 * @param maySet whether the reader may set it
 * @param more how many are not shown
 */
public record BackportsPage(
    @Nullable String project,
    @Nullable BackportPolicy policy,
    boolean maySet,
    List<Backport> backports,
    int more) {

  public static final List<BackportPolicy> POLICIES = List.of(BackportPolicy.values());

  public BackportsPage {
    backports = List.copyOf(backports);
  }
}
