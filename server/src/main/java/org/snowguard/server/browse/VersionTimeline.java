package org.snowguard.server.browse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.snowguard.server.nixpkgs.CarriedVersion;
import org.snowguard.server.nixpkgs.SnapshotPoint;

/**
 * The versions of a package as a picture: a row a channel, a bar a version, the same colour for the
 * same version in every row.
 *
 * @param from the left edge
 * @param to the right edge
 */
public record VersionTimeline(Instant from, Instant to, List<Row> rows) {

  private static final int TONES = 6;
  private static final double NARROWEST = 0.4;

  public VersionTimeline {
    rows = List.copyOf(rows);
  }

  public String firstDay() {
    return LocalDate.ofInstant(from, ZoneOffset.UTC).toString();
  }

  public String lastDay() {
    return LocalDate.ofInstant(to, ZoneOffset.UTC).toString();
  }

  /** One snapshot, or several of a day: an axis from a day to itself says nothing. */
  public boolean isOneDay() {
    return firstDay().equals(lastDay());
  }

  /** A channel with its bars, the oldest first. */
  public record Row(String channel, boolean supported, List<Bar> bars) {
    public Row {
      bars = List.copyOf(bars);
    }
  }

  /**
   * A version in a channel.
   *
   * @param tone which of the colours
   * @param x the bar's beginning, such as {@code 12.50%}
   * @param width the bar's length, in the same form
   */
  public record Bar(String label, int tone, String x, String width) {}

  /** Of what was carried, the newest first in each channel; at least one. */
  static VersionTimeline of(List<CarriedVersion> carried) {
    Instant from =
        carried.stream().map(one -> one.from().at()).min(Instant::compareTo).orElseThrow();
    Instant to =
        carried.stream()
            .flatMap(one -> Stream.of(one.to(), one.gone() == null ? one.to() : one.gone()))
            .map(SnapshotPoint::at)
            .max(Instant::compareTo)
            .orElseThrow();
    Map<String, Integer> tones = tones(carried);
    Map<String, List<Bar>> bars = new LinkedHashMap<>();
    Map<String, Boolean> supported = new LinkedHashMap<>();
    VersionTimeline frame = new VersionTimeline(from, to, List.of());
    for (CarriedVersion one : carried) {
      supported.put(one.channel(), one.supported());
      bars.computeIfAbsent(one.channel(), channel -> new ArrayList<>())
          .addFirst(frame.bar(one, tones.getOrDefault(one.label(), 0)));
    }
    List<Row> rows = new ArrayList<>();
    bars.forEach(
        (channel, of) -> rows.add(new Row(channel, supported.getOrDefault(channel, true), of)));
    return new VersionTimeline(from, to, rows);
  }

  /** In the order in which versions were first seen, so that neighbours differ. */
  private static Map<String, Integer> tones(List<CarriedVersion> carried) {
    Map<String, Integer> tones = new LinkedHashMap<>();
    carried.stream()
        .sorted(Comparator.comparing(one -> one.from().at()))
        .forEach(one -> tones.putIfAbsent(one.label(), tones.size() % TONES));
    return tones;
  }

  private Bar bar(CarriedVersion one, int tone) {
    double x = share(one.from().at());
    double width = from.equals(to) ? 100 : Math.max(NARROWEST, share(end(one)) - x);
    return new Bar(one.label(), tone, percent(Math.min(x, 100 - NARROWEST)), percent(width));
  }

  /** A supported channel carries on; one past its end says nothing after its last snapshot. */
  private Instant end(CarriedVersion one) {
    SnapshotPoint gone = one.gone();
    if (gone != null) {
      return gone.at();
    }
    return one.supported() ? to : one.to().at();
  }

  private double share(Instant at) {
    double whole = Duration.between(from, to).toMillis();
    return whole == 0 ? 0 : 100 * Duration.between(from, at).toMillis() / whole;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", share);
  }
}
