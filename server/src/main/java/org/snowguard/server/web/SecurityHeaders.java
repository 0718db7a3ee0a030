package org.snowguard.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** The headers that every answer carries. Nothing runs or loads that is not our own file. */
final class SecurityHeaders {

  /** What the API gives away stays given away. */
  static final String RESOURCE_POLICY = "Cross-Origin-Resource-Policy";

  // Pico draws its icons from data: images in its stylesheet.
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final Map<String, String> HEADERS = headers();

  private SecurityHeaders() {}

  static void write(HttpServletResponse response) {
    HEADERS.forEach(response::setHeader);
    if (!response.containsHeader(RESOURCE_POLICY)) {
      response.setHeader(RESOURCE_POLICY, "same-origin");
    }
    if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
    }
  }

  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    return headers;
  }
}
