package org.snowguard.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses parameters with the character 0, which no text in PostgreSQL can hold. */
final class ReadableParameters implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (name.indexOf('\0') >= 0
                  || Arrays.stream(values).anyMatch(value -> value.indexOf('\0') >= 0)) {
                throw new BadInput(
                    "reading a request",
                    "field \"" + name.replace("\0", "") + "\" of " + request.getRequestURI(),
                    "it holds the character 0; leave that out.");
              }
            });
    return true;
  }
}
