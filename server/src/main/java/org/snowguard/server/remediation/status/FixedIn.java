package org.snowguard.server.remediation.status;

import java.time.Instant;

/**
 * The fix of a public issue is in a channel: nothing of the issue is open there any more.
 *
 * @param issue public id
 * @param at when the last package of it was fixed there
 */
public record FixedIn(String issue, String channel, Instant at) {}
