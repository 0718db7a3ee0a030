package org.snowguard.server.remediation.backport;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.pull.BackportPolicy;

/**
 * Backports of a project, in the form of every list.
 *
 * @param policy of the project
 */
record ProjectBackports(
    BackportPolicy policy, List<Backport> items, @Nullable String next, long total) {
  ProjectBackports {
    items = List.copyOf(items);
  }
}
