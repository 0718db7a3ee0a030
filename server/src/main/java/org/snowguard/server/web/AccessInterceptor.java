package org.snowguard.server.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** The one place where {@link Access} is enforced, before a handler's arguments are even read. */
final class AccessInterceptor implements HandlerInterceptor {

  private static final String CALLING = "calling a page";

  private final Visitors visitors;
  private final TokenLookup tokens;
  private final RequestLimits limits;

  AccessInterceptor(Visitors visitors, TokenLookup tokens, RequestLimits limits) {
    this.visitors = visitors;
    this.tokens = tokens;
    this.limits = limits;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (!(handler instanceof HandlerMethod method)) {
      return true; // static files
    }
    Access access = AccessRules.of(method);
    AccessLevel level = access.value();
    String token = BearerToken.of(request);
    if (token != null) {
      admitProgram(access, token, request);
      return true;
    }
    CurrentAccount account = visitors.of(request);
    if (account == null && request.getDispatcherType() == DispatcherType.REQUEST) {
      limits.countStranger(request);
    }
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

  private void admitProgram(Access access, String token, HttpServletRequest request) {
    String path = request.getRequestURI();
    limits.checkGuessing(request, token);
    TokenLookup.Bearer bearer = tokens.find(token);
    if (bearer == null) {
      limits.countStranger(request);
      throw new Refused(
          Refused.Reason.SIGN_IN_NEEDED,
          CALLING,
          path + ", with an API token",
          "ask an operator for another token: this one is not known, was revoked or has expired.");
    }
    limits.countProgram(request, token);
    if (Arrays.stream(access.scopes()).anyMatch(bearer::isFor)) {
      if (!access.value().allows(bearer.account())) {
        throw refusal(access.value(), bearer.account(), path);
      }
      Visitors.admit(request, bearer.account());
    } else if (access.value() != AccessLevel.PUBLIC) {
      String needed =
          access.scopes().length == 0
              ? "programs are not let in here, whatever their token."
              : "make a token with the scope " + Scope.labels(List.of(access.scopes())) + ".";
      throw new Refused(
          Refused.Reason.NOT_ALLOWED,
          CALLING,
          path + ", with an API token for " + Scope.labels(bearer.scopes()),
          needed);
    }
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
          CALLING,
          path + ", not signed in",
          "sign in first: this needs " + level.need() + ".");
    }
    return new Refused(
        Refused.Reason.NOT_ALLOWED,
        CALLING,
        path + " as " + account.name(),
        "ask an operator: this needs " + level.need() + ".");
  }
}
