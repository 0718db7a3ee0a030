package org.snowguard.server.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.snowguard.core.dwell.KaplanMeier;
import org.snowguard.server.metrics.DwellFigures.Curve;

/**
 * Draws the share that still waits, as steps over days: numbers of a picture that is read without
 * scripts, beside the table that says the same.
 *
 * @param days at the right edge
 */
public record CurvePicture(double days, List<Line> lines, List<Tick> ticks) {

  static final double LEFT = 44;
  static final double WIDTH = 640;
  static final double TOP = 12;
  static final double HEIGHT = 220;

  private static final int TICKS = 6;
  private static final double LEAST_DAYS = 10;

  public CurvePicture {
    lines = List.copyOf(lines);
    ticks = List.copyOf(ticks);
  }

  /**
   * A curve.
   *
   * @param path of an SVG
   */
  public record Line(String name, String path) {}

  /** A mark on the axis of days. */
  public record Tick(double x, String label) {}

  static CurvePicture of(List<Curve> curves) {
    double last =
        curves.stream()
            .flatMap(curve -> curve.steps().stream())
            .mapToDouble(KaplanMeier.Step::time)
            .max()
            .orElse(0);
    double days = Math.max(LEAST_DAYS, Math.ceil(last / TICKS) * TICKS);
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i <= TICKS; i++) {
      double at = days * i / TICKS;
      ticks.add(new Tick(x(at, days), number(at)));
    }
    return new CurvePicture(
        days,
        curves.stream()
            .filter(curve -> !curve.steps().isEmpty())
            .map(curve -> new Line(curve.name(), path(curve, days)))
            .toList(),
        ticks);
  }

  private static double x(double time, double days) {
    return LEFT + WIDTH * time / days;
  }

  private static double y(double share) {
    return TOP + HEIGHT * (1 - share);
  }

  private static String path(Curve curve, double days) {
    StringBuilder path = new StringBuilder("M").append(point(x(0, days), y(1)));
    double share = 1;
    for (KaplanMeier.Step step : curve.steps()) {
      path.append(" L").append(point(x(step.time(), days), y(share)));
      share = step.waiting();
      path.append(" L").append(point(x(step.time(), days), y(share)));
    }
    return path.append(" L").append(point(x(days, days), y(share))).toString();
  }

  private static String point(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
  }

  private static String number(double days) {
    return days == Math.rint(days)
        ? String.valueOf((long) days)
        : String.format(Locale.ROOT, "%.1f", days);
  }

  /** Where a share stands, for the lines across. */
  public double yOf(double share) {
    return y(share);
  }
}
