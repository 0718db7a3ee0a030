package org.snowguard.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** The one place where {@link Access} is enforced, before a handler's arguments are even read. */
final class AccessInterceptor implements HandlerInterceptor {

  private final Visitors visitors;

  AccessInterceptor(Visitors visitors) {
    this.visitors = visitors;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (!(handler instanceof HandlerMethod method)) {
      return true; // static files
    }
    AccessLevel level = AccessRules.levelOf(method);
    CurrentAccount account = visitors.of(request);
    if (level.allows(account)) {
      return true;
    }
    if (account == null && isPageVisit(request)) {
      String query = request.getQueryString();
      String path = request.getRequestURI() + (query == null ? "" : "?" + query);
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", "/sign-in?next=" + LocalPath.query(path));
      return false;
    }
    throw refusal(level, account, request.getRequestURI());
  }

  private static boolean isPageVisit(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && request.getHeader("HX-Request") == null
        && !WantsJson.test(request);
  }

  private static Refused refusal(AccessLevel level, @Nullable CurrentAccount account, String path) {
    if (account == null) {
      return new Refused(
          Refused.Reason.SIGN_IN_NEEDED,
          "calling a page",
          path + ", not signed in",
          "sign in first: this needs " + level.need() + ".");
    }
    return new Refused(
        Refused.Reason.NOT_ALLOWED,
        "calling a page",
        path + " as " + account.name(),
        "ask an operator: this needs " + level.need() + ".");
  }
}
