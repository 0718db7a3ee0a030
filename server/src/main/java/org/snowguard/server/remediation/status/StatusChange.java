package org.snowguard.server.remediation.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.Status;
import org.snowguard.core.status.StatusHow;

/**
 * A status that became another one.
 *
 * @param before null: the row is new
 * @param after null: the package was removed from the channel, or taken out of the issue
 * @param how the reason of what holds after it
 * @param at when it became so, as far as that can be told
 * @param seenAt when it was noticed
 */
public record StatusChange(
    String vulnerabilityId,
    String attribute,
    String channel,
    @Nullable String version,
    @Nullable Status before,
    @Nullable Status after,
    StatusHow how,
    Instant at,
    Instant seenAt) {}
