package org.snowguard.server.web;

import org.jspecify.annotations.Nullable;

/** Who may call a handler, from everyone to one role. */
public enum AccessLevel {
  PUBLIC,
  SIGNED_IN,
  MAINTAINER,
  TRIAGER,
  SECURITY_TEAM,
  OPERATOR;

  /** Whether the caller, who is null when not signed in, passes. */
  public boolean allows(@Nullable CurrentAccount account) {
    return switch (this) {
      case PUBLIC -> true;
      case SIGNED_IN -> account != null;
      case MAINTAINER -> account != null && account.has(Role.MAINTAINER);
      case TRIAGER -> account != null && account.has(Role.TRIAGER);
      case SECURITY_TEAM -> account != null && account.has(Role.SECURITY_TEAM);
      case OPERATOR -> account != null && account.has(Role.OPERATOR);
    };
  }

  /** Completes the sentence "this needs …". */
  String need() {
    return switch (this) {
      case PUBLIC -> "nothing";
      case SIGNED_IN -> "an account";
      case MAINTAINER -> "the role maintainer";
      case TRIAGER -> "the role triager";
      case SECURITY_TEAM -> "the role security team";
      case OPERATOR -> "the role operator";
    };
  }
}
