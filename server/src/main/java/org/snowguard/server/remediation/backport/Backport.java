package org.snowguard.server.remediation.backport;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.pull.AttributeForms;
import org.snowguard.core.pull.BackportPolicy;
import org.snowguard.core.pull.MoveSize;
import org.snowguard.server.remediation.pull.PullRequest;

/**
 * A fix of unstable that a supported release lacks.
 *
 * @param pull the fix
 * @param branch where it is wanted: {@code release-26.05}, or the staging branch of that release
 * @param channel that is affected
 * @param label by which the backport action is asked
 * @param vulnerabilities by id, that it would remedy there
 * @param steps what it would change there
 * @param backport the pull request that brings it, or null
 * @param failure why the action failed, or null
 * @param trial what came of the last trial pick, or null
 * @param command that applies it by hand; null while the fix is open
 * @param labelRemoved somebody took the label away: it is not set again by itself
 * @param triedBefore a backport to that release was opened before, whatever became of it
 */
public record Backport(
    PullRequest pull,
    String branch,
    String channel,
    String label,
    List<String> vulnerabilities,
    long projectId,
    String project,
    List<Step> steps,
    BackportPolicy policy,
    BackportPolicy.Acceptance acceptance,
    BackportState state,
    @Nullable PullRequest backport,
    @Nullable String failure,
    @Nullable Trial trial,
    @Nullable String command,
    boolean labelRemoved,
    boolean triedBefore) {

  public Backport {
    vulnerabilities = List.copyOf(vulnerabilities);
    steps = List.copyOf(steps);
  }

  /**
   * What changes for one package of the release.
   *
   * @param from the version that the channel has, or null
   * @param to the version that the fix brings; null: it changes the package within its version
   */
  public record Step(String attribute, @Nullable String from, @Nullable String to, MoveSize size) {}

  /** Whether the App sets the label without anybody having been asked. */
  boolean isLabelledByItself() {
    boolean isOpen = state == BackportState.WANTED || state == BackportState.EARLY;
    return isOpen
        && !labelRemoved
        && !triedBefore
        && pull.attributes().stream().allMatch(this::isOneOfTheSteps)
        && !pull.labels().contains(label)
        && policy.isByItself(steps.stream().map(Step::size).toList());
  }

  /** The policy of one project says nothing of the packages of another. */
  private boolean isOneOfTheSteps(String named) {
    return steps.stream().anyMatch(step -> AttributeForms.called(step.attribute()).equals(named));
  }
}
