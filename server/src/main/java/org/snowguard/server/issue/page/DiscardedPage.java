package org.snowguard.server.issue.page;

import org.jspecify.annotations.Nullable;

/**
 * A draft is gone.
 *
 * @param event to bring it back
 * @param into the draft that holds now what it held, or null
 */
public record DiscardedPage(long event, @Nullable Long into) {}
