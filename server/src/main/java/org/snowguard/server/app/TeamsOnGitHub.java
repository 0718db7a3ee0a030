package org.snowguard.server.app;

import org.snowguard.server.account.github.GitHubTeams;
import org.snowguard.server.github.GitHubListener;

/** Hands on what GitHub tells of teams: accounts stand below what receives it. */
record TeamsOnGitHub(GitHubTeams teams) implements GitHubListener {

  @Override
  public void membership(long teamId, String teamSlug, long memberId, boolean added) {
    teams.changed(teamId, memberId, added);
  }
}
