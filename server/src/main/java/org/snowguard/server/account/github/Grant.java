package org.snowguard.server.account.github;

import java.util.Set;

/**
 * What a person let us ask GitHub, for as long as the sign-in takes.
 *
 * @param scopes what was granted, which may be less than what was asked for; empty where GitHub
 *     knows no scopes, for the users of a GitHub App
 */
record Grant(String token, Set<String> scopes) {

  private static final Set<String> READING_TEAMS = Set.of("read:org", "write:org", "admin:org");

  Grant {
    scopes = Set.copyOf(scopes);
  }

  /** Whether teams can be asked about. */
  boolean readsTeams() {
    return scopes.isEmpty() || scopes.stream().anyMatch(READING_TEAMS::contains);
  }

  /** Keeps the token out of logs. */
  @Override
  public String toString() {
    return "Grant[scopes=" + scopes + "]";
  }
}
