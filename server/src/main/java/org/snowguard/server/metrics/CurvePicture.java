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

  private static final int MOST_TICKS = 8;
  private static final double LEAST_DAYS = 10;

  /** Steps between marks that people read at a glance; beyond, ten times as much. */
  private static final List<Integer> STEPS = List.of(1, 2, 5);

  public CurvePicture {
    lines = List.copyOf(lines);
    ticks = List.copyOf(ticks);
  }

  /**
   * A curve.
   *
   * @param look which of the kinds of lines it is drawn as, the same for the same name
   * @param path of an SVG
   */
  public record Line(String name, int look, String path) {}

  /** A mark on the axis of days. */
  public record Tick(double x, String label) {}

  static CurvePicture of(List<Curve> curves) {
    double last =
        curves.stream()
            .flatMap(curve -> curve.steps().stream())
            .mapToDouble(KaplanMeier.Step::time)
            .max()
            .orElse(0);
    int step = step(Math.max(LEAST_DAYS, last));
    double days = step * Math.ceil(Math.max(LEAST_DAYS, last) / step);
    List<Tick> ticks = new ArrayList<>();
    for (int at = 0; at <= days; at += step) {
      ticks.add(new Tick(x(at, days), String.valueOf(at)));
    }
    List<Line> lines = new ArrayList<>();
    for (int look = 0; look < curves.size(); look++) {
      Curve curve = curves.get(look);
      if (!curve.steps().isEmpty()) {
        lines.add(new Line(curve.name(), look, path(curve, days)));
      }
    }
    return new CurvePicture(days, lines, ticks);
  }

  /** The least round number of days with few enough marks. */
  private static int step(double last) {
    for (int unit = 1; ; unit *= 10) {
      for (int step : STEPS) {
        if (last / (step * unit) <= MOST_TICKS) {
          return step * unit;
        }
      }
    }
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
    // Beyond the longest wait nobody can tell who waits still.
    double end = Math.min(curve.until(), days);
    return path.append(" L").append(point(x(end, days), y(share))).toString();
  }

  private static String point(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
  }

  /** Where a share stands, for the lines across. */
  public double yOf(double share) {
    return y(share);
  }

  /** Where a day stands, for lines up and down. */
  public double xOf(double day) {
    return x(day, days);
  }
}
