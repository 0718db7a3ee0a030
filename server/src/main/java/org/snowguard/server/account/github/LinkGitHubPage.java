package org.snowguard.server.account.github;

/**
 * Before an account is linked.
 *
 * @param name of the account
 * @param address on GitHub, where the person says who they are
 */
public record LinkGitHubPage(String name, String address) {}
