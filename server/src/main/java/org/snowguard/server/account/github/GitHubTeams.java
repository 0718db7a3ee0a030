package org.snowguard.server.account.github;

import org.snowguard.server.account.GitHubAccounts;
import org.snowguard.server.account.GitHubSignInSettings;

/**
 * Is told, by whatever receives GitHub's webhooks, who joins and leaves teams. Roles follow in the
 * caller's transaction, and at once in sessions that are open.
 */
public final class GitHubTeams {

  private final GitHubAccounts accounts;
  private final GitHubSignInSettings settings;

  GitHubTeams(GitHubAccounts accounts, GitHubSignInSettings settings) {
    this.accounts = accounts;
    this.settings = settings;
  }

  /**
   * What the event {@code membership} says.
   *
   * @param joined false if the person left the team
   */
  public void changed(long teamId, long gitHubId, boolean joined) {
    accounts.changed(teamId, gitHubId, joined, settings.teams());
  }

  /** What the event {@code organization} with the action {@code member_removed} says. */
  public void left(String organization, long gitHubId) {
    accounts.left(organization, gitHubId);
  }
}
