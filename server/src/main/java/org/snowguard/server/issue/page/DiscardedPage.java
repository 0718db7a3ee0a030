package org.snowguard.server.issue.page;

/**
 * A draft is gone.
 *
 * @param event to bring it back
 */
public record DiscardedPage(long event) {}
