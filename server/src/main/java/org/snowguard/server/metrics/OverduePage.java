package org.snowguard.server.metrics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snowguard.server.metrics.Overdue.OverdueProject;

/**
 * What is overdue.
 *
 * @param targets days by priority
 */
public record OverduePage(Map<String, Long> targets, List<OverdueProject> projects) {

  public OverduePage {
    targets = new TreeMap<>(targets);
    projects = List.copyOf(projects);
  }
}
