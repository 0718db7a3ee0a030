package org.snowguard.server.github;

import org.snowguard.server.account.github.GitHubTeams;

/** What people may here follows their teams on GitHub. */
record TeamsFollow(GitHubTeams teams) implements GitHubListener {

  @Override
  public void membership(long teamId, String teamSlug, long memberId, boolean added) {
    teams.changed(teamId, memberId, added);
  }

  @Override
  public void left(String organization, long memberId) {
    teams.left(organization, memberId);
  }
}
