package org.snowguard.server.remediation.backport;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.snowguard.core.pull.BackportPolicy;
import org.snowguard.server.remediation.backport.BackportStore.Labelled;
import org.snowguard.server.remediation.landing.CommitOnRef;
import org.snowguard.server.remediation.landing.Reach;
import org.snowguard.server.remediation.pull.PullRequest;

/**
 * What is known of fixes and of what brings them to releases, read once for all of a list.
 *
 * @param fixes by number
 * @param backports of each fix, closed ones too
 */
record BackportFacts(
    Map<Integer, PullRequest> fixes,
    Map<Integer, List<PullRequest>> backports,
    Map<Target, String> failures,
    Map<Target, Trial> trials,
    Set<Labelled> removedLabels,
    Map<Long, BackportPolicy> policies,
    Map<CommitOnRef, Reach> landings) {

  BackportPolicy policy(long project) {
    return policies.getOrDefault(project, BackportPolicy.ASK);
  }

  Stream<PullRequest> backportsOf(int number) {
    return backports.getOrDefault(number, List.of()).stream();
  }

  /** Whether a branch has what a pull request became; not known of what is not merged. */
  Reach reach(PullRequest pull, String branch) {
    String commit = pull.mergeCommit();
    return commit == null
        ? Reach.NOT_KNOWN
        : landings.getOrDefault(new CommitOnRef(commit, branch), Reach.NOT_KNOWN);
  }
}
