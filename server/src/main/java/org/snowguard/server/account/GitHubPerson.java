package org.snowguard.server.account;

/**
 * Who somebody is on GitHub.
 *
 * @param id stays; everything is compared by it
 * @param login what the person is called at present
 */
public record GitHubPerson(long id, String login) {}
