package org.snowguard.server.metrics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.dwell.KaplanMeier;

/**
 * How long users waited, for one filter.
 *
 * @param asOf until when what is open has waited
 * @param groups all; unstable and stable apart; each channel, severity, project and package
 * @param stages of the way, in their order
 * @param leftOut reasons why a wait could not be measured
 * @param censored ways in which waits ended that were no fix, or have not ended
 * @param curves the share that still waits: all, unstable, stable
 */
public record DwellFigures(
    DwellFilter filter,
    Instant asOf,
    List<Group> groups,
    List<StageFigure> stages,
    List<Count> leftOut,
    List<Count> censored,
    List<Curve> curves) {

  public DwellFigures {
    groups = List.copyOf(groups);
    stages = List.copyOf(stages);
    leftOut = List.copyOf(leftOut);
    censored = List.copyOf(censored);
    curves = List.copyOf(curves);
  }

  /**
   * Some waits.
   *
   * @param kind {@code all}, {@code channels}, {@code channel}, {@code severity}, {@code project},
   *     {@code package}
   * @param waits how many
   * @param fixed how many of them ended with a fix
   * @param medianDays null where fewer than half have ended
   * @param p90Days null where fewer than 90 % have ended
   * @param withinTenDays share that ended within ten days, from 0 to 1; null unless counted from
   *     the public start, where stable and unstable are mixed, and while nobody can tell: no wait
   *     is known to be that long, and some go on
   */
  public record Group(
      String kind,
      String name,
      int waits,
      int fixed,
      @Nullable Double medianDays,
      @Nullable Double p90Days,
      @Nullable Double withinTenDays) {}

  /** One stage of the way. */
  public record StageFigure(
      String from,
      String to,
      int waits,
      int passed,
      @Nullable Double medianDays,
      @Nullable Double p90Days) {}

  /** How many of a kind. */
  public record Count(String kind, String label, long count) {}

  /**
   * Steps of an estimate.
   *
   * @param until days of the longest wait, ended or not: beyond, the estimate says nothing
   */
  public record Curve(String name, List<KaplanMeier.Step> steps, double until) {
    public Curve {
      steps = List.copyOf(steps);
    }
  }

  public Group all() {
    return groups.getFirst();
  }

  public List<Group> groups(String kind) {
    return groups.stream().filter(group -> group.kind().equals(kind)).toList();
  }
}
