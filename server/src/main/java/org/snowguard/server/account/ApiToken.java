package org.snowguard.server.account;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Scope;

/**
 * What is known of a token besides its secret.
 *
 * @param id names it to people
 * @param label what its maker calls it, or empty
 * @param account in whose name programs call with it
 * @param lastUsedAt to the minute, or null
 */
public record ApiToken(
    String id,
    String label,
    String account,
    Set<Scope> scopes,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {

  public ApiToken {
    scopes = Set.copyOf(scopes);
  }

  /** In words: {@code in use}, {@code revoked} or {@code expired}. */
  public String state(Instant now) {
    if (revokedAt != null) {
      return "revoked";
    }
    return inUse(now) ? "in use" : "expired";
  }

  public boolean inUse(Instant now) {
    return revokedAt == null && expiresAt.isAfter(now);
  }
}
