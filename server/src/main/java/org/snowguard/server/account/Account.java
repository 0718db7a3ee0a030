package org.snowguard.server.account;

import java.time.Instant;
import java.util.Set;
import org.snowguard.server.web.Role;

/** Somebody who may sign in. */
public record Account(long number, String name, Set<Role> roles, Instant createdAt) {

  public Account {
    roles = Set.copyOf(roles);
  }
}
