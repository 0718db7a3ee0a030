package org.snowguard.server.remediation.pull;

import java.util.List;
import org.snowguard.server.github.GitHubListener;
import org.snowguard.server.github.GitHubPull;

/** What GitHub tells of pull requests by itself: soon, in any order, and sometimes not at all. */
record PullWebhooks(PullSightings sightings) implements GitHubListener {

  @Override
  public void pullRequestTold(GitHubPull pull) {
    sightings.seen(List.of(pull), false);
  }
}
