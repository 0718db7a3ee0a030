package org.snowguard.server.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How this package learns in whose name a program calls, without knowing accounts. */
public interface TokenLookup {

  /** Null if there is no such token, or none any more: it has expired or was revoked. */
  @Nullable Bearer find(String token);

  /** A program that showed a token. */
  record Bearer(CurrentAccount account, Set<Scope> scopes) {

    public Bearer {
      scopes = Set.copyOf(scopes);
    }

    boolean isFor(Scope needed) {
      return scopes.stream().anyMatch(held -> held.includes(needed));
    }
  }
}
