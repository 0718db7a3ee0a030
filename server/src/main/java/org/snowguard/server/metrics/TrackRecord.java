package org.snowguard.server.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.dwell.DwellEnd;
import org.snowguard.core.dwell.DwellStart;
import org.snowguard.core.dwell.DwellTime;
import org.snowguard.core.dwell.KaplanMeier;
import org.snowguard.core.dwell.Milestone;

/**
 * What was done in a period, each line of it to be verified by the issue that it names. Lists of
 * distributions that share what is not public yet ask for that.
 *
 * @param from first day
 * @param to last day
 * @param published how many issues were published in the period
 * @param daysToPublish median from being notified to publication, or null
 * @param lines each vulnerability of these issues in each channel
 */
public record TrackRecord(
    LocalDate from,
    LocalDate to,
    Instant asOf,
    int published,
    @Nullable Double daysToPublish,
    List<Channel> channels,
    List<Line> lines) {

  private static final int TEN_DAYS = 10;

  public TrackRecord {
    channels = List.copyOf(channels);
    lines = List.copyOf(lines);
  }

  /**
   * What became of it in a channel, from the public start.
   *
   * @param withinTenDays share that was fixed within ten days, from 0 to 1; null where nobody can
   *     tell yet
   */
  public record Channel(
      String name,
      int waits,
      int fixed,
      @Nullable Double medianDays,
      @Nullable Double withinTenDays) {}

  /**
   * A vulnerability of an issue in a channel, at its last package.
   *
   * @param state {@code fixed}, {@code open}, …
   * @param fixedAt when its last package was fixed there, or null
   * @param days from the public start; null where that is not known, or not fixed
   */
  public record Line(
      String issue,
      String vulnerability,
      String channel,
      @Nullable Instant publicAt,
      Instant notifiedAt,
      @Nullable Instant publishedAt,
      String state,
      @Nullable Instant fixedAt,
      @Nullable Double days) {}

  private record Place(String issue, String vulnerability, String channel) {}

  static TrackRecord of(List<DwellRow> all, LocalDate from, LocalDate to, Instant asOf) {
    List<DwellRow> rows =
        all.stream()
            .filter(row -> row.facts().end() != DwellEnd.NOT_AFFECTED)
            .filter(row -> isWithin(row, from, to))
            .toList();
    return new TrackRecord(
        from, to, asOf, issues(rows), daysToPublish(rows), channels(rows, asOf), lines(rows, asOf));
  }

  private static boolean isWithin(DwellRow row, LocalDate from, LocalDate to) {
    return row.facts()
        .at(Milestone.PUBLISHED)
        .map(at -> at.atZone(ZoneOffset.UTC).toLocalDate())
        .filter(day -> !day.isBefore(from) && !day.isAfter(to))
        .isPresent();
  }

  private static int issues(List<DwellRow> rows) {
    return (int) rows.stream().map(DwellRow::issue).distinct().count();
  }

  private static @Nullable Double daysToPublish(List<DwellRow> rows) {
    Map<String, KaplanMeier.Observation> byIssue = new LinkedHashMap<>();
    for (DwellRow row : rows) {
      Instant published = row.facts().at(Milestone.PUBLISHED).orElseThrow();
      Instant notified = row.facts().notifiedAt();
      double days =
          Math.max(0, (published.getEpochSecond() - notified.getEpochSecond()) / 86_400.0);
      byIssue.merge(
          row.issue(),
          KaplanMeier.Observation.ended(days),
          (one, other) -> one.time() >= other.time() ? one : other);
    }
    return KaplanMeier.of(byIssue.values()).median().orElse(null);
  }

  private static List<Channel> channels(List<DwellRow> rows, Instant asOf) {
    List<Channel> channels = new ArrayList<>();
    for (String name :
        new TreeSet<>(rows.stream().map(DwellRow::channel).collect(Collectors.toSet()))) {
      KaplanMeier estimate =
          KaplanMeier.of(
              rows.stream()
                  .filter(row -> row.channel().equals(name))
                  .map(row -> DwellTime.of(row.facts(), DwellStart.PUBLIC, asOf))
                  .filter(DwellTime.Counted.class::isInstance)
                  .map(time -> ((DwellTime.Counted) time).observation())
                  .toList());
      channels.add(
          new Channel(
              name,
              estimate.observations(),
              estimate.ended(),
              estimate.median().orElse(null),
              estimate.endedBy(TEN_DAYS).orElse(null)));
    }
    return channels;
  }

  private static List<Line> lines(List<DwellRow> rows, Instant asOf) {
    Map<Place, List<DwellRow>> places =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> new Place(row.issue(), row.vulnerability(), row.channel()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return places.values().stream().map(of -> line(of, asOf)).toList();
  }

  /** It is done where its last package is. */
  private static Line line(List<DwellRow> rows, Instant asOf) {
    DwellRow last =
        rows.stream()
            .max(
                Comparator.comparing(
                    (DwellRow row) ->
                        Objects.requireNonNullElse(row.facts().endedAt(), Instant.MAX)))
            .orElseThrow();
    boolean isFixed = last.facts().end() == DwellEnd.FIXED;
    Double days =
        isFixed
                && DwellTime.of(last.facts(), DwellStart.PUBLIC, asOf)
                    instanceof DwellTime.Counted counted
            ? Double.valueOf(counted.days())
            : null;
    return new Line(
        last.issue(),
        last.vulnerability(),
        last.channel(),
        last.facts().at(Milestone.PUBLIC).orElse(null),
        last.facts().notifiedAt(),
        last.facts().at(Milestone.PUBLISHED).orElse(null),
        last.facts().end().text(),
        isFixed ? last.facts().endedAt() : null,
        days);
  }
}
