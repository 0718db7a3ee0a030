package org.snowguard.server.github.client;

/**
 * Our App on GitHub.
 *
 * @param login as whom it writes: {@code snowguard[bot]}
 */
public record OwnApp(long id, String login) {}
