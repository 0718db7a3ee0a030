package org.snowguard.server.metrics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.metrics.Overdue.OverdueProject;
import org.snowguard.server.web.Page;

/**
 * What is overdue.
 *
 * @param targets days by priority
 * @param projects those of this page
 * @param next the cursor of the following page, or null
 * @param total of how many projects something is overdue
 */
public record OverduePage(
    Map<String, Long> targets, List<OverdueProject> projects, @Nullable String next, long total) {

  /** The same in the form of every list: projects. */
  public record Twin(
      Map<String, Long> targets, List<OverdueProject> items, @Nullable String next, long total) {}

  Twin twin() {
    return new Twin(targets, projects, next, total);
  }

  public OverduePage {
    targets = new TreeMap<>(targets);
    projects = List.copyOf(projects);
  }

  static OverduePage of(Map<String, Long> targets, Page<OverdueProject> page) {
    return new OverduePage(targets, page.items(), page.next(), page.total());
  }
}
