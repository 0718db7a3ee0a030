package org.snowguard.server.github;

import org.snowguard.server.account.GitHubAccounts;
import org.snowguard.server.account.GitHubSignInSettings;

/** What people may here follows their teams on GitHub. */
final class TeamsFollow implements GitHubListener {

  private final GitHubAccounts accounts;
  private final GitHubSignInSettings settings;

  TeamsFollow(GitHubAccounts accounts, GitHubSignInSettings settings) {
    this.accounts = accounts;
    this.settings = settings;
  }

  @Override
  public void membership(long teamId, String teamSlug, long memberId, boolean added) {
    accounts.changed(teamId, memberId, added, settings.teams());
  }
}
