package org.snowguard.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * What every answer to a reading program has: a strong tag over its bytes, gzip for whoever takes
 * it, and leave for pages of other origins to read it. The container compresses nothing that has a
 * strong tag, for the tag belongs to the bytes that are sent (RFC 9110, section 8.8.3).
 */
final class ApiReplies extends OncePerRequestFilter {

  static final String PATH = "/api/v1/";

  /** Files too long for memory: packed and tagged by their handler. */
  private static final String FILES = PATH + "dump/";

  private static final int WORTH_PACKING = 1_024;
  private static final String GZIP = "gzip";
  private static final String FRESH = "public, max-age=60";

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith(PATH)
        || !(isReading(request) || isAskedFirst(request));
  }

  static boolean isReading(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  /** A browser asks before it sends headers of a page's own (Fetch, "CORS-preflight request"). */
  private static boolean isAskedFirst(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeader("Access-Control-Request-Method") != null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isAskedFirst(request)) {
      allow(response);
      response.setHeader("Access-Control-Allow-Methods", "GET, HEAD");
      response.setHeader("Access-Control-Allow-Headers", "If-None-Match, If-Range, Range");
      response.setHeader("Access-Control-Max-Age", "86400");
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    if (request.getRequestURI().startsWith(FILES)) {
      allow(response);
      chain.doFilter(request, new Allowed(response));
      return;
    }
    ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, kept);
    allow(response);
    response.addHeader("Vary", "Accept-Encoding");
    if (kept.getStatus() == HttpServletResponse.SC_OK) {
      response.setHeader("Cache-Control", FRESH);
      answer(request, response, kept.getContentAsByteArray());
    } else {
      kept.copyBodyToResponse();
    }
  }

  /** A failure takes all headers of before away. */
  private static final class Allowed extends HttpServletResponseWrapper {

    Allowed(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void reset() {
      super.reset();
      allow((HttpServletResponse) getResponse());
    }
  }

  static void allow(HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader(
        "Access-Control-Expose-Headers", "Accept-Ranges, Content-Range, ETag, Retry-After");
    response.setHeader(SecurityHeaders.RESOURCE_POLICY, "cross-origin");
  }

  private static void answer(HttpServletRequest request, HttpServletResponse response, byte[] body)
      throws IOException {
    boolean isPacked = body.length >= WORTH_PACKING && takesGzip(request);
    String tag = "\"" + digest(body) + (isPacked ? "-" + GZIP : "") + "\"";
    response.setHeader("ETag", tag);
    if (hasAlready(request.getHeader("If-None-Match"), tag)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    byte[] sent = isPacked ? packed(body) : body;
    if (isPacked) {
      response.setHeader("Content-Encoding", GZIP);
    }
    response.setContentLength(sent.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(sent);
    }
  }

  private static boolean takesGzip(HttpServletRequest request) {
    String accepted = request.getHeader("Accept-Encoding");
    return accepted != null
        && Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(","))
            .map(String::strip)
            .anyMatch(one -> one.startsWith(GZIP) && !one.matches("gzip\\s*;\\s*q=0(\\.0*)?"));
  }

  /** If-None-Match compares weakly (RFC 9110, section 13.1.2). */
  private static boolean hasAlready(@Nullable String tags, String tag) {
    return tags != null
        && Arrays.stream(tags.split(","))
            .map(String::strip)
            .map(one -> one.startsWith("W/") ? one.substring(2) : one)
            .anyMatch(one -> one.equals(tag) || one.equals("*"));
  }

  private static byte[] packed(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    }
    return packed.toByteArray();
  }

  private static String digest(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
