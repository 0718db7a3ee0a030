package org.snowguard.server.matching;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lesson that is in use.
 *
 * @param vendor as the record had it, or null
 * @param kind {@code alias}: the same software; {@code anti_alias}: not the same
 * @param taughtBy number of the account whose decision taught it
 */
public record StandingAlias(
    long id,
    @Nullable String vendor,
    String product,
    String kind,
    long taughtBy,
    Instant taughtAt) {}
