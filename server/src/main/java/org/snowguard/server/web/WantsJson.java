package org.snowguard.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Serves {@code /x.json} by the handler of {@code /x}: takes the suffix off and remembers it. An
 * escaped dot ({@code %2Ejson}) belongs to the name.
 */
final class WantsJson extends OncePerRequestFilter {

  private static final String SUFFIX = ".json";
  private static final String API = "/api/";
  private static final String ATTRIBUTE = WantsJson.class.getName();

  /**
   * Whether the answer is to be JSON: below {@code /api/}, by the suffix, or by an Accept header
   * without HTML.
   */
  static boolean test(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) != null || request.getRequestURI().startsWith(API)) {
      return true;
    }
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("application/json") && !accept.contains("text/html");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getRequestURI();
    if (path.endsWith(SUFFIX) && !path.startsWith(Assets.PREFIX)) {
      request.setAttribute(ATTRIBUTE, true);
      chain.doFilter(new WithoutSuffix(request), response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static final class WithoutSuffix extends HttpServletRequestWrapper {

    WithoutSuffix(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getRequestURI() {
      return cut(super.getRequestURI());
    }

    @Override
    public StringBuffer getRequestURL() {
      return new StringBuffer(cut(super.getRequestURL().toString()));
    }

    @Override
    public String getServletPath() {
      return cut(super.getServletPath());
    }

    private static String cut(String path) {
      return path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) : path;
    }
  }
}
