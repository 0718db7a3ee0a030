package org.snowguard.server.metrics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.metrics.Overdue.OverdueProject;

/**
 * What is overdue.
 *
 * @param targets days by priority
 */
public record OverduePage(Map<String, Long> targets, List<OverdueProject> projects) {

  /** The same in the form of every list: projects. */
  public record Twin(
      Map<String, Long> targets, List<OverdueProject> items, @Nullable String next, long total) {}

  Twin twin() {
    return new Twin(targets, projects, null, projects.size());
  }

  public OverduePage {
    targets = new TreeMap<>(targets);
    projects = List.copyOf(projects);
  }
}
