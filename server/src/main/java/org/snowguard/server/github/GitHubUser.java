package org.snowguard.server.github;

/**
 * A person, organisation or program on GitHub.
 *
 * @param id never changes, where the login may change hands
 */
public record GitHubUser(long id, String login) {}
