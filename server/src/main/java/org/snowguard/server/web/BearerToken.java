package org.snowguard.server.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The token that a program sends with a request (RFC 6750, section 2.1). */
final class BearerToken {

  private static final String SCHEME = "Bearer ";

  private BearerToken() {}

  /**
   * Whether a program calls: then cookies do not count, and nobody else's browser can have been
   * made to send the request.
   */
  static boolean isIn(HttpServletRequest request) {
    return of(request) != null;
  }

  static @Nullable String of(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).strip()
        : null;
  }
}
