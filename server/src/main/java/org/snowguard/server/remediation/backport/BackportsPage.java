package org.snowguard.server.remediation.backport;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.pull.BackportPolicy;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.Page;

/**
 * Backports that are left to do.
 *
 * @param project of one alone, or null
 * @param policy of that project, or null
 * @param maySet whether the reader may set it
 */
public record BackportsPage(
    @Nullable String project,
    @Nullable BackportPolicy policy,
    boolean maySet,
    Page<Backport> backports) {

  public static final List<BackportPolicy> POLICIES = List.of(BackportPolicy.values());

  /** Of this list. */
  public String path() {
    return project == null ? "/backports" : "/project/" + LocalPath.segment(project) + "/backports";
  }
}
