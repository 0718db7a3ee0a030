package org.snowguard.server.issue.content;

import java.time.Instant;

/**
 * What people took out of an issue; it stays to be seen and put back.
 *
 * @param kind {@code vulnerability}, {@code project}, {@code package}, {@code module}, {@code
 *     own_project}, {@code maintainer}, {@code team}
 * @param by number of the account
 */
public record TakenAway(String kind, String name, String reason, long by, Instant at) {}
