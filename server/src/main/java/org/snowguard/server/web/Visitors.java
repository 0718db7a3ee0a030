package org.snowguard.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request. A session holds nothing but the account's number: name and roles are read
 * anew for each request, so that a change of roles or a deletion holds at once.
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

  private @Nullable CurrentAccount load(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(ACCOUNT) instanceof Long number
        ? accounts.find(number)
        : null;
  }

  static void forget(HttpServletRequest request) {
    request.removeAttribute(CACHED);
  }
}
