package org.snowguard.server.account;

import org.snowguard.server.web.Role;

/**
 * A role that the members of a team on GitHub have here.
 *
 * @param organization its login
 * @param slug the team's name in addresses
 */
public record TeamRole(String organization, String slug, Role role) {}
