package org.snowguard.bench.team;

/**
 * A decision that the server said it has taken.
 *
 * @param person who decided
 * @param before the card as it was
 * @param state where the card stands since
 * @param event the entry of the log that tells of it
 * @param kind of that entry: {@code suggestion.accepted}
 */
record Acknowledged(String person, Card before, String state, long event, String kind) {}
