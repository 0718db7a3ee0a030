package org.snowguard.server.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.dwell.DwellStart;
import org.snowguard.core.dwell.DwellTime;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.LocalPath;

/**
 * Which waits are counted, and from when.
 *
 * @param channel its name, or null for all
 * @param severity or null for all
 * @param subject attribute or slug of a project, or null for all
 * @param issue public id, or null for all
 * @param from first day on which a clock started, or null
 * @param to last day, or null
 */
public record DwellFilter(
    DwellStart start,
    @Nullable String channel,
    @Nullable String severity,
    @Nullable String subject,
    @Nullable String issue,
    @Nullable LocalDate from,
    @Nullable LocalDate to) {

  /** All waits, from their public start. */
  public static final DwellFilter ALL =
      new DwellFilter(DwellStart.PUBLIC, null, null, null, null, null, null);

  /** By the names of parameters in addresses. */
  public static DwellFilter of(Map<String, String> asked) {
    String start = Objects.requireNonNullElse(text(asked, "start"), DwellStart.PUBLIC.text());
    return new DwellFilter(
        DwellStart.of(start)
            .orElseThrow(
                () -> bad("start \"" + start + "\"", "use notified, public or upstream_fix.")),
        text(asked, "channel"),
        text(asked, "severity"),
        text(asked, "package"),
        text(asked, "issue"),
        day(asked.getOrDefault("from", "")),
        day(asked.getOrDefault("to", "")));
  }

  /** The parameters of an address that asks for the same. */
  public String query() {
    Map<String, Object> asked = new LinkedHashMap<>();
    asked.put("start", start.text());
    put(asked, "channel", channel);
    put(asked, "severity", severity);
    put(asked, "package", subject);
    put(asked, "issue", issue);
    put(asked, "from", from);
    put(asked, "to", to);
    return asked.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + LocalPath.query(entry.getValue().toString()))
        .collect(Collectors.joining("&"));
  }

  private static void put(Map<String, Object> asked, String name, @Nullable Object value) {
    if (value != null) {
      asked.put(name, value);
    }
  }

  private static @Nullable String text(Map<String, String> asked, String name) {
    String text = asked.getOrDefault(name, "").strip();
    return text.isEmpty() ? null : text;
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

  /** Those of some rows that are asked for, with their waits; what is left out has no first day. */
  List<TimedRow> taken(List<DwellRow> rows, Instant now) {
    return rows.stream()
        .filter(this::takes)
        .map(row -> new TimedRow(row, DwellTime.of(row.facts(), start, now)))
        .filter(
            row -> !(row.time() instanceof DwellTime.Counted counted) || takes(counted.startedAt()))
        .toList();
  }

  private boolean takes(DwellRow row) {
    return (channel == null || channel.equals(row.channel()))
        && (issue == null || issue.equals(row.issue()))
        && (severity == null || severity.equals(row.severity()))
        && (subject == null || subject.equals(row.attribute()) || subject.equals(row.project()));
  }

  private boolean takes(Instant startedAt) {
    LocalDate day = startedAt.atZone(ZoneOffset.UTC).toLocalDate();
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }
}
