package org.snowguard.server.web;

import java.util.Set;

/**
 * Who calls. Handlers take it as an argument: {@code CurrentAccount} where {@link Access} demands
 * one, {@code @Nullable CurrentAccount} on public pages.
 */
public record CurrentAccount(long number, String name, Set<Role> roles) {

  public CurrentAccount {
    roles = Set.copyOf(roles);
  }

  /** Whether one of the account's roles includes the given one. */
  public boolean has(Role role) {
    return roles.stream().anyMatch(held -> held.includes(role));
  }

  public boolean isTriager() {
    return has(Role.TRIAGER);
  }

  public boolean isSecurityTeam() {
    return has(Role.SECURITY_TEAM);
  }

  public boolean isOperator() {
    return has(Role.OPERATOR);
  }
}
