package org.snowguard.server.remediation.status;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.remediation.pull.Fix;
import org.snowguard.server.remediation.pull.Fixes;

/** What is known of fixes and of how far they have come; asked once for many rows. */
final class Remedies {

  /** A commit or a twin of it on a branch or channel. */
  record Seen(String ref, Instant firstSeen, @Nullable Instant leftAt) {
    boolean stands() {
      return leftAt == null;
    }
  }

  /** Where commits were seen. */
  @FunctionalInterface
  interface Commits {
    List<Seen> of(String commit);
  }

  private record Subject(long vulnerability, long project) {}

  private final Fixes fixes;
  private final Commits commits;
  private final FailedBackports failed;
  private final Map<Subject, List<TracedFix>> known = new HashMap<>();

  /** Whether a backport of a pull request to a branch could not be made. */
  @FunctionalInterface
  interface FailedBackports {
    boolean failed(int pullRequest, String branch);
  }

  Remedies(Fixes fixes, Commits commits, FailedBackports failed) {
    this.fixes = fixes;
    this.commits = commits;
    this.failed = failed;
  }

  /** Those of a vulnerability in a project that are sure enough to count on. */
  List<TracedFix> of(long vulnerability, long project) {
    return known.computeIfAbsent(
        new Subject(vulnerability, project),
        subject ->
            fixes.of(vulnerability, project).stream()
                .filter(Fix::isSure)
                .map(this::traced)
                .toList());
  }

  private TracedFix traced(Fix fix) {
    String commit = fix.pull().mergeCommit();
    return new TracedFix(fix, commit == null ? List.of() : commits.of(commit), failed);
  }
}
