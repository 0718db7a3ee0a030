package org.snowguard.server.account;

import java.time.Instant;
import java.util.List;
import org.snowguard.server.web.Scope;

/** A token that was just made: the one time that its secret is shown. */
public record MadeTokenPage(
    String id, String secret, String label, List<Scope> scopes, Instant expiresAt) {

  /** Keeps the secret out of logs. */
  @Override
  public String toString() {
    return "MadeTokenPage[id=" + id + "]";
  }
}
