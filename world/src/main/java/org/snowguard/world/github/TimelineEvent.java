package org.snowguard.world.github;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the timeline of an issue.
 *
 * @param kind as GitHub names it, such as closed, labeled, renamed or cross-referenced
 * @param detail the label, the commit that closed it, or the title before
 * @param source number of the issue that refers to this one, or 0
 */
record TimelineEvent(
    long id, String kind, long actor, Instant at, @Nullable String detail, int source) {}
