package org.snowguard.server.suggestion;

/**
 * A suggestion as a person saw it.
 *
 * @param revision of the card that was shown; another one by now is a conflict
 */
public record Seen(long suggestionId, int revision) {}
