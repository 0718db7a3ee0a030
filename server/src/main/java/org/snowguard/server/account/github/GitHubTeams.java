package org.snowguard.server.account.github;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snowguard.server.account.GitHubAccounts;
import org.snowguard.server.account.GitHubSignInSettings;
import org.snowguard.server.account.TeamRole;

/**
 * Is told, by whatever receives GitHub's webhooks or asks GitHub, who joins and leaves teams. Roles
 * follow in the caller's transaction, and at once in sessions that are open.
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

  /** The teams of this organisation that give roles. */
  public Set<String> slugs(String organization) {
    return settings.teams().stream()
        .filter(team -> team.organization().equalsIgnoreCase(organization))
        .map(TeamRole::slug)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Who is in a team, as GitHub was asked.
   *
   * @param askedAt before the first question was sent
   */
  public void confirm(String slug, Collection<Long> members, Instant askedAt) {
    accounts.confirm(
        settings.teams().stream().filter(team -> team.slug().equals(slug)).toList(),
        members,
        askedAt);
  }

  /** What the event {@code organization} with the action {@code member_removed} says. */
  public void left(String organization, long gitHubId) {
    accounts.left(organization, gitHubId);
  }
}
