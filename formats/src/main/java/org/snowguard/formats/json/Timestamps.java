package org.snowguard.formats.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** Moments as records write them: ISO 8601 with or without a zone; without one, UTC is meant. */
public final class Timestamps {
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private Timestamps() {}

  /** Null when the text is no moment between 1970 and 9999. */
  public static @Nullable Instant instant(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      Instant instant = parse(text.strip());
      return instant.isBefore(EARLIEST) || instant.isAfter(LATEST) ? null : instant;
    } catch (DateTimeException noMoment) {
      return null;
    }
  }

  private static Instant parse(String text) {
    if (text.length() == "2024-01-31".length()) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    TemporalAccessor moment =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    return switch (moment) {
      case OffsetDateTime zoned -> zoned.toInstant();
      case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
      default -> throw new DateTimeException("neither with nor without a zone: " + text);
    };
  }

  public static @Nullable LocalDate day(@Nullable String text) {
    Instant instant = instant(text);
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
