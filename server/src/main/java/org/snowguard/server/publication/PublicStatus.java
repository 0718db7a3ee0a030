package org.snowguard.server.publication;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a package of a public issue stands in a channel.
 *
 * @param vulnerability empty while none is known
 * @param since when it came to this status, as far as it was seen
 * @param changedAt when anything of the row changed
 */
public record PublicStatus(
    String issue,
    String vulnerability,
    String attribute,
    String channel,
    boolean supported,
    @Nullable String version,
    String status,
    String reasonCode,
    String reasonText,
    Instant since,
    Instant changedAt) {}
