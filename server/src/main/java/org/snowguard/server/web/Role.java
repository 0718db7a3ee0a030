package org.snowguard.server.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What an account was given. Roles add up: see {@link #includes}. */
public enum Role {
  MAINTAINER("maintainer"),
  TRIAGER("triager"),
  SECURITY_TEAM("security team"),
  OPERATOR("operator");

  private final String label;

  Role(String label) {
    this.label = label;
  }

  /** The name that people read. */
  public String label() {
    return label;
  }

  /** The name that people type: {@code security-team}. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether who holds this role may do what {@code other} may. */
  public boolean includes(Role other) {
    return switch (this) {
      case MAINTAINER -> other == MAINTAINER;
      case TRIAGER -> other == MAINTAINER || other == TRIAGER;
      case SECURITY_TEAM -> other != OPERATOR;
      case OPERATOR -> other == OPERATOR;
    };
  }

  public static Role parse(String option) {
    for (Role role : values()) {
      if (role.option().equals(option.strip().toLowerCase(Locale.ROOT).replace('_', '-'))) {
        return role;
      }
    }
    throw new BadInput("reading a role", "\"" + option + "\"", "use one of " + options() + ".");
  }

  public static String labels(Set<Role> roles) {
    return roles.stream().sorted().map(Role::label).collect(Collectors.joining(", "));
  }

  private static String options() {
    return Arrays.stream(values()).map(Role::option).collect(Collectors.joining(", "));
  }
}
