package org.snowguard.server.account;

import java.net.URI;
import java.time.Instant;

/** A secret that signs one account in, once. */
public record SignInLink(String token, Instant expiresAt) {

  /** The address to open in a browser. */
  public URI at(URI baseUrl) {
    return baseUrl.resolve("/sign-in/" + token);
  }

  /** Keeps the secret out of logs. */
  @Override
  public String toString() {
    return "SignInLink[expiresAt=" + expiresAt + "]";
  }
}
