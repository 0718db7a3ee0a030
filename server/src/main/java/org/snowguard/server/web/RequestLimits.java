package org.snowguard.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;

/**
 * How much strangers and programs may ask. People who are signed in are not counted, nor are
 * programs of this machine without a token.
 */
final class RequestLimits {

  private final LimitSettings settings;
  private final RequestLimit strangers;
  private final RequestLimit tokens;

  RequestLimits(LimitSettings settings, Clock clock) {
    this.settings = settings;
    strangers = new RequestLimit(settings.strangers(), clock);
    tokens = new RequestLimit(settings.tokens(), clock);
  }

  /** Somebody who is not signed in asks for something. */
  void countStranger(HttpServletRequest request) {
    if (!ClientAddress.isThisMachine(request)) {
      require(
          strangers.take(ClientAddress.of(request)),
          request,
          "more than %d requests a minute from your address".formatted(settings.strangers()));
    }
  }

  /** A program shows a token; one that was not good a minute ago may be a guess. */
  void checkGuessing(HttpServletRequest request, String token) {
    if (!ClientAddress.isThisMachine(request) && !tokens.knows(digest(token))) {
      require(
          strangers.look(ClientAddress.of(request)),
          request,
          "more than %d requests a minute from your address".formatted(settings.strangers()));
    }
  }

  /** A program asks for something with a good token. */
  void countProgram(HttpServletRequest request, String token) {
    require(
        tokens.take(digest(token)),
        request,
        "more than %d requests a minute with one API token".formatted(settings.tokens()));
  }

  private static void require(Duration wait, HttpServletRequest request, String input) {
    if (!wait.isZero()) {
      throw Refused.tooMuch(
          Refused.Reason.TOO_MANY_REQUESTS,
          "answering " + request.getRequestURI(),
          input,
          "wait as long as Retry-After says, and ask more slowly.",
          wait);
    }
  }

  /** Secrets are not kept in memory longer than a request takes. */
  private static String digest(String token) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
