package org.snowguard.server.account;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Role;

/**
 * Somebody who may sign in.
 *
 * @param gitHubId who it is on GitHub, or null for an account of this server alone
 * @param gitHubLogin the login as last seen, which may be somebody else's by now
 */
public record Account(
    long number,
    String name,
    Set<Role> roles,
    Instant createdAt,
    @Nullable Long gitHubId,
    @Nullable String gitHubLogin) {

  public Account {
    roles = Set.copyOf(roles);
  }

  Account with(Role role) {
    Set<Role> more = EnumSet.of(role);
    more.addAll(roles);
    return new Account(number, name, more, createdAt, gitHubId, gitHubLogin);
  }
}
