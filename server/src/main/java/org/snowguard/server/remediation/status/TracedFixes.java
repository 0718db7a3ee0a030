package org.snowguard.server.remediation.status;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.snowguard.server.remediation.landing.Landing;
import org.snowguard.server.remediation.pull.Fix;
import org.snowguard.server.remediation.pull.Fixes;

/** What is known of fixes and of how far they have come; asked once for many rows. */
final class TracedFixes {

  /** Where commits were seen. */
  @FunctionalInterface
  interface Commits {
    List<Landing> of(String commit);
  }

  private record Subject(long vulnerability, long project) {}

  private final Fixes fixes;
  private final Commits commits;
  private final FailedBackports failed;
  private final Map<Subject, List<TracedFix>> known = new HashMap<>();
  private final Map<String, List<Landing>> seen = new HashMap<>();
  private final Map<Integer, Set<String>> failures = new HashMap<>();

  /** Branches to which backports of some pull requests could not be made, by their numbers. */
  @FunctionalInterface
  interface FailedBackports {
    Map<Integer, Set<String>> of(Collection<Integer> pullRequests);
  }

  TracedFixes(Fixes fixes, Commits commits, FailedBackports failed) {
    this.fixes = fixes;
    this.commits = commits;
    this.failed = failed;
  }

  /** Those of a vulnerability in a project that are sure enough to count on. */
  List<TracedFix> of(long vulnerability, long project) {
    return known.computeIfAbsent(
        new Subject(vulnerability, project),
        subject -> traced(fixes.of(vulnerability, project).stream().filter(Fix::isSure).toList()));
  }

  private List<TracedFix> traced(List<Fix> sure) {
    List<Integer> unknown =
        sure.stream()
            .map(fix -> fix.pull().number())
            .filter(number -> !failures.containsKey(number))
            .toList();
    if (!unknown.isEmpty()) {
      Map<Integer, Set<String>> found = failed.of(unknown);
      unknown.forEach(number -> failures.put(number, found.getOrDefault(number, Set.of())));
    }
    return sure.stream().map(this::traced).toList();
  }

  private TracedFix traced(Fix fix) {
    String commit = fix.pull().mergeCommit();
    return new TracedFix(
        fix,
        commit == null ? List.of() : seen.computeIfAbsent(commit, commits::of),
        Objects.requireNonNull(failures.get(fix.pull().number())));
  }
}
