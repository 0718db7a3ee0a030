package org.snowguard.server.github.client;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an answer says of limits (GitHub's documentation: rate limits for the REST API). */
final class Refusals {

  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(2);

  private Refusals() {}

  /**
   * Until when GitHub wants to be left alone, or null if this is no answer of that kind. In this
   * order: {@code retry-after}; the hour's end where no request is left; else a minute, and twice
   * as long after each refusal.
   *
   * @param refusals in a row before this one
   */
  static @Nullable Instant notBefore(HttpResponse<byte[]> response, Instant now, int refusals) {
    int status = response.statusCode();
    if (status != 403 && status != 429) {
      return null;
    }
    Instant asked = retryAfter(response, now);
    if (asked != null) {
      return asked;
    }
    Instant reset = second(response, "x-ratelimit-reset");
    if (number(response, "x-ratelimit-remaining") == 0 && reset != null) {
      // The second itself still belongs to the hour.
      return reset.plusSeconds(1);
    }
    boolean isLimit =
        status == 429
            || new String(response.body(), StandardCharsets.UTF_8)
                .toLowerCase(Locale.ROOT)
                .contains("rate limit");
    return isLimit ? now.plus(longer(refusals)) : null;
  }

  private static Duration longer(int refusals) {
    Duration wait = FIRST.multipliedBy(1L << Math.clamp(refusals, 0, 10));
    return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
  }

  /** Seconds or a date (RFC 9110, section 10.2.3). */
  private static @Nullable Instant retryAfter(HttpResponse<byte[]> response, Instant now) {
    String text = response.headers().firstValue("retry-after").orElse("").strip();
    if (text.matches("\\d{1,9}")) {
      return now.plusSeconds(Long.parseLong(text));
    }
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return then.isAfter(now) ? then : null;
    } catch (DateTimeException none) {
      return null;
    }
  }

  /** A header's number, or -1. */
  static long number(HttpResponse<byte[]> response, String header) {
    String text = response.headers().firstValue(header).orElse("").strip();
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }

  static @Nullable Instant second(HttpResponse<byte[]> response, String header) {
    long seconds = number(response, header);
    return seconds < 0 || seconds > Integer.MAX_VALUE * 4L ? null : Instant.ofEpochSecond(seconds);
  }
}
