package org.snowguard.server.issue.edit;

/**
 * A suggestion that waits for somebody and speaks of what a draft is about already.
 *
 * @param revision to be accepted as it was shown
 * @param state {@code pending} or {@code backlog}
 */
public record WaitingCard(
    long id, int revision, String vulnerability, String project, String state) {}
