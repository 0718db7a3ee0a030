package org.snowguard.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.WebUtils;
import tools.jackson.databind.json.JsonMapper;

/** Writes a {@link Reply} as HTML or JSON. The whole body is made before the first byte goes. */
final class ReplyWriter {

  static final String THEME_COOKIE = "theme";
  private static final Set<String> THEMES = Set.of("light", "dark");
  private static final String NOTICE = "notice";

  private final Templates templates;
  private final JsonMapper json;
  private final Assets assets;
  private final Visitors visitors;
  private final Supplier<List<UnreadCount>> unread;
  private final Clock clock;

  /**
   * @param unread asked late: features that count need what this package makes
   */
  ReplyWriter(
      Templates templates,
      JsonMapper json,
      Assets assets,
      Visitors visitors,
      Supplier<List<UnreadCount>> unread,
      Clock clock) {
    this.unread = unread;
    this.templates = templates;
    this.json = json;
    this.assets = assets;
    this.visitors = visitors;
    this.clock = clock;
  }

  void write(Reply reply, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (reply) {
      case Reply.Rendered rendered -> writeRendered(rendered, request, response);
      case Reply.Json(Object resource, int status) -> writeJson(resource, status, response);
      case Reply.Redirect redirect -> writeRedirect(redirect, request, response);
    }
  }

  private void writeRendered(
      Reply.Rendered rendered, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.addHeader("Vary", "Accept, HX-Request");
    if (rendered.resource() != null) {
      // RFC 8288; on page and twin alike.
      response.addHeader(
          "Link", "<" + rendered.resource() + ">; rel=\"alternate\"; type=\"application/json\"");
    }
    if (!WantsJson.test(request)) {
      String body = templates.render(rendered.template(), chrome(request), rendered.page());
      send(body.getBytes(UTF_8), "text/html;charset=utf-8", rendered.status(), response);
      return;
    }
    Object twin = rendered.twin();
    if (twin == null) {
      throw new NotFound(
          "showing a page as JSON",
          request.getRequestURI(),
          "this page has no JSON form; open it without the suffix .json.");
    }
    writeJson(twin, rendered.status(), response);
  }

  private void writeJson(Object resource, int status, HttpServletResponse response)
      throws IOException {
    byte[] body = json.writeValueAsBytes(resource);
    send(body, "application/json", status, response);
  }

  void writeProblem(ApiProblem problem, HttpServletResponse response) throws IOException {
    byte[] body = json.writeValueAsBytes(problem);
    send(body, ApiProblem.CONTENT_TYPE, problem.status(), response);
  }

  private void writeRedirect(
      Reply.Redirect redirect, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String notice = redirect.notice();
    // A program that sent a form gets what was done; one that reads is sent on as a browser is.
    if (WantsJson.test(request) && !request.getMethod().equals("GET")) {
      writeJson(new Done(redirect.path(), notice), HttpServletResponse.SC_OK, response);
      return;
    }
    HttpSession session = request.getSession(false);
    if (notice != null && session != null) {
      session.setAttribute(NOTICE, notice);
    }
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", redirect.path());
  }

  /**
   * What a program is told that sent a form.
   *
   * @param path where to look at what came of it
   * @param notice what was done, in words, or null
   */
  record Done(String path, @Nullable String notice) {}

  private static void send(
      byte[] body, String contentType, int status, HttpServletResponse response)
      throws IOException {
    response.setStatus(status);
    response.setContentType(contentType);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private Chrome chrome(HttpServletRequest request) {
    String query = request.getQueryString();
    String path = request.getRequestURI() + (query == null ? "" : "?" + query);
    String search = request.getParameter("q");
    // Without a token, forms of the header for people could not be written: requests that are
    // refused
    // before anybody looks who sent them get the page of strangers.
    boolean isKnown = request.getAttribute(CsrfToken.class.getName()) != null;
    return new Chrome(
        isKnown ? visitors.of(request) : null,
        LocalPath.of(path).toString(),
        search == null ? "" : search,
        theme(request),
        takeNotice(request),
        clock.instant(),
        csrfToken(request),
        () -> isKnown ? unread(visitors.of(request)) : null,
        assets,
        templates);
  }

  private Chrome.@Nullable Unread unread(@Nullable CurrentAccount account) {
    if (account == null) {
      return null;
    }
    for (UnreadCount count : unread.get()) {
      int number = count.of(account);
      if (number > 0) {
        String words = number < UnreadCount.MOST ? String.valueOf(number) : "99+";
        return new Chrome.Unread(words, count.path());
      }
    }
    return null;
  }

  // The token makes a session when it is first asked for: only pages with a form ask.
  private static Supplier<CsrfToken> csrfToken(HttpServletRequest request) {
    return () -> {
      if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
        return token;
      }
      throw new IllegalStateException("No CSRF token: the security filter did not run");
    };
  }

  private static @Nullable String theme(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, THEME_COOKIE);
    return cookie != null && THEMES.contains(cookie.getValue()) ? cookie.getValue() : null;
  }

  private static @Nullable String takeNotice(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(NOTICE) instanceof String notice)) {
      return null;
    }
    session.removeAttribute(NOTICE);
    return notice;
  }
}
