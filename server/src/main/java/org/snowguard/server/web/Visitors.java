package org.snowguard.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request. A session holds nothing but the account's number: name and roles are read
 * anew for each request, so that a change of roles or a deletion holds at once. A program that
 * shows a token is nobody until it was let in by it, whatever cookies it sends.
 */
final class Visitors {

  static final String ACCOUNT = "account";

  private static final String CACHED = Visitors.class.getName();

  private final AccountLookup accounts;

  Visitors(AccountLookup accounts) {
    this.accounts = accounts;
  }

  @Nullable CurrentAccount of(HttpServletRequest request) {
    if (request.getAttribute(CACHED) instanceof Optional<?> cached) {
      return (CurrentAccount) cached.orElse(null);
    }
    CurrentAccount account = load(request);
    request.setAttribute(CACHED, Optional.ofNullable(account));
    return account;
  }

  /** Takes a program that was let in for the account in whose name it calls. */
  static void admit(HttpServletRequest request, CurrentAccount account) {
    request.setAttribute(CACHED, Optional.of(account));
  }

  private @Nullable CurrentAccount load(HttpServletRequest request) {
    if (BearerToken.isIn(request)) {
      return null;
    }
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(ACCOUNT) instanceof Long number
        ? accounts.inSession(number, Instant.ofEpochMilli(session.getCreationTime()))
        : null;
  }

  static void forget(HttpServletRequest request) {
    request.removeAttribute(CACHED);
  }
}
