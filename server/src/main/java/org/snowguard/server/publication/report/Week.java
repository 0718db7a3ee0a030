package org.snowguard.server.publication.report;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snowguard.server.web.BadInput;

/**
 * A week of ISO 8601, in UTC: {@code 2026-W47}.
 *
 * @param monday its first day
 */
public record Week(LocalDate monday) {

  private static final Pattern TEXT = Pattern.compile("(\\d{4})-W(\\d{2})");

  public static Week of(Instant moment) {
    LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
    return new Week(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
  }

  public static Week parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
    try {
      if (matcher.matches()) {
        LocalDate monday =
            LocalDate.of(Integer.parseInt(matcher.group(1)), 1, 4)
                .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Integer.parseInt(matcher.group(2)))
                .with(DayOfWeek.MONDAY);
        Week week = new Week(monday);
        if (week.text().equals(matcher.group())) {
          return week;
        }
      }
    } catch (DateTimeException e) {
      // Told below, as every other text that is none.
    }
    throw new BadInput(
        "reading a week", "\"" + text + "\"", "write it as ISO 8601 does, such as 2026-W47.");
  }

  public String text() {
    return String.format(
        Locale.ROOT,
        "%04d-W%02d",
        monday.get(IsoFields.WEEK_BASED_YEAR),
        monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  public Instant begin() {
    return monday.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The first moment after it. */
  public Instant end() {
    return monday.plusWeeks(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  public Week before() {
    return new Week(monday.minusWeeks(1));
  }

  public LocalDate sunday() {
    return monday.plusDays(6);
  }

  boolean holds(Instant moment) {
    return !moment.isBefore(begin()) && moment.isBefore(end());
  }

  boolean isOver(Instant now) {
    return !now.isBefore(end());
  }
}
