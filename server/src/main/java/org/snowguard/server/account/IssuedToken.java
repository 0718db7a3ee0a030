package org.snowguard.server.account;

import java.time.Instant;

/** A token as it is shown, once. */
public record IssuedToken(String id, String secret, Instant expiresAt) {

  /** Keeps the secret out of logs. */
  @Override
  public String toString() {
    return "IssuedToken[id=" + id + ", expiresAt=" + expiresAt + "]";
  }
}
