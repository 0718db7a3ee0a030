package org.snowguard.world.github;

import java.util.Map;

/**
 * A team of the organisation.
 *
 * @param members the ids of accounts, and whether each has accepted: "active" or "pending"
 */
public record Team(long id, String slug, String name, Map<Long, String> members) {}
