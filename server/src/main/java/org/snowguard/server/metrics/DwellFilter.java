package org.snowguard.server.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.dwell.DwellStart;
import org.snowguard.server.web.BadInput;

/**
 * Which waits are counted, and from when.
 *
 * @param channel its name, or null for all
 * @param severity or null for all
 * @param subject attribute or slug of a project, or null for all
 * @param from first day on which a clock started, or null
 * @param to last day, or null
 */
public record DwellFilter(
    DwellStart start,
    @Nullable String channel,
    @Nullable String severity,
    @Nullable String subject,
    @Nullable LocalDate from,
    @Nullable LocalDate to) {

  /** All waits, from their public start. */
  public static final DwellFilter ALL =
      new DwellFilter(DwellStart.PUBLIC, null, null, null, null, null);

  static DwellFilter of(
      String start, String channel, String severity, String subject, String from, String to) {
    return new DwellFilter(
        DwellStart.of(start)
            .orElseThrow(
                () -> bad("start \"" + start + "\"", "use notified, public or upstream_fix.")),
        orNull(channel),
        orNull(severity),
        orNull(subject),
        day(from),
        day(to));
  }

  private static @Nullable String orNull(String text) {
    return text.isBlank() ? null : text.strip();
  }

  static @Nullable LocalDate day(String text) {
    try {
      return text.isBlank() ? null : LocalDate.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw bad("day \"" + text + "\"", "write days as 2026-11-21.");
    }
  }

  private static BadInput bad(String input, String advice) {
    return new BadInput("counting dwell times", input, advice);
  }

  boolean takes(DwellRow row) {
    return (channel == null || channel.equals(row.channel()))
        && (severity == null || severity.equals(row.severity()))
        && (subject == null || subject.equals(row.attribute()) || subject.equals(row.project()));
  }

  boolean takes(Instant startedAt) {
    LocalDate day = startedAt.atZone(ZoneOffset.UTC).toLocalDate();
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }
}
