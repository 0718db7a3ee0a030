package org.snowguard.server.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as people say them ("3 hours ago") and exactly ("2026-11-20 16:13:20 UTC"). */
public final class RelativeTime {

  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private RelativeTime() {}

  public static String of(Instant then, Instant now) {
    Duration distance = Duration.between(then, now);
    if (distance.abs().toSeconds() < 60) {
      return distance.toSeconds() < -5 ? "in less than a minute" : "just now";
    }
    String amount = amount(distance.abs());
    return distance.isNegative() ? "in " + amount : amount + " ago";
  }

  /** Of something that is to come, which "just now" would call done. */
  public static String due(Instant then, Instant now) {
    Duration wait = Duration.between(now, then);
    if (!wait.isPositive()) {
      return "now";
    }
    return wait.toSeconds() < 60 ? "in less than a minute" : of(then, now);
  }

  public static String exact(Instant instant) {
    return EXACT.format(instant);
  }

  private static String amount(Duration distance) {
    if (distance.toHours() < 1) {
      return count(distance.toMinutes(), "minute");
    }
    if (distance.toDays() < 1) {
      return count(distance.toHours(), "hour");
    }
    long days = distance.toDays();
    if (days < 60) {
      return count(days, "day");
    }
    return days < 730 ? count(days / 30, "month") : count(days / 365, "year");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
