package org.snowguard.core.dwell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The product-limit estimate of how many are still waiting after some time, of waits that ended and
 * of waits of which only is known that they lasted at least so long (E. L. Kaplan and P. Meier,
 * "Nonparametric Estimation from Incomplete Observations", JASA 53, 1958).
 */
public final class KaplanMeier {

  /** Products of fractions are rarely the very fraction that a table shows. */
  private static final double EXACT = 1e-9;

  /**
   * One wait.
   *
   * @param time how long, in any unit, not negative
   * @param ended false: it lasted at least so long, and is censored there
   */
  public record Observation(double time, boolean ended) {
    public Observation {
      if (!(time >= 0)) {
        throw new IllegalArgumentException("a wait of " + time + ": none is shorter than nothing");
      }
    }

    public static Observation ended(double time) {
      return new Observation(time, true);
    }

    public static Observation censored(double time) {
      return new Observation(time, false);
    }
  }

  /**
   * A time at which waits ended.
   *
   * @param atRisk how many waited at least so long; those censored at this time among them
   * @param ended how many ended at it
   * @param waiting the share that waits longer
   * @param error its standard error by Greenwood's formula
   */
  public record Step(double time, int atRisk, int ended, double waiting, double error) {}

  private final List<Step> steps;
  private final int observations;
  private final int ended;
  private final double until;

  private KaplanMeier(List<Step> steps, int observations, int ended, double until) {
    this.steps = List.copyOf(steps);
    this.observations = observations;
    this.ended = ended;
    this.until = until;
  }

  public static KaplanMeier of(Collection<Observation> observations) {
    List<Observation> sorted =
        observations.stream().sorted(Comparator.comparingDouble(Observation::time)).toList();
    List<Step> steps = new ArrayList<>();
    double waiting = 1;
    double greenwood = 0;
    int at = 0;
    while (at < sorted.size()) {
      double time = sorted.get(at).time();
      int atRisk = sorted.size() - at;
      int ended = 0;
      for (; at < sorted.size() && sorted.get(at).time() == time; at++) {
        ended += sorted.get(at).ended() ? 1 : 0;
      }
      if (ended > 0) {
        waiting *= (double) (atRisk - ended) / atRisk;
        greenwood += atRisk == ended ? 0 : (double) ended / ((double) atRisk * (atRisk - ended));
        steps.add(new Step(time, atRisk, ended, waiting, waiting * Math.sqrt(greenwood)));
      }
    }
    int allEnded = steps.stream().mapToInt(Step::ended).sum();
    double until = sorted.isEmpty() ? 0 : sorted.getLast().time();
    return new KaplanMeier(steps, sorted.size(), allEnded, until);
  }

  /** By time; only times at which waits ended. */
  public List<Step> steps() {
    return steps;
  }

  public int observations() {
    return observations;
  }

  public int ended() {
    return ended;
  }

  public int censored() {
    return observations - ended;
  }

  /** The longest wait, ended or not: beyond, nobody has been seen. 0 where there is none. */
  public double until() {
    return until;
  }

  /**
   * The share that has ended by some time. Empty beyond the longest wait unless none waits longer:
   * the estimate is not defined there, for all that is known they wait still.
   */
  public Optional<Double> endedBy(double time) {
    double waiting = waitingAfter(time);
    boolean isSeen = observations > 0 && time <= until;
    return isSeen || waiting < EXACT ? Optional.of(1 - waiting) : Optional.empty();
  }

  /** The share that waits longer than some time: 1 before the first wait ended. */
  public double waitingAfter(double time) {
    double waiting = 1;
    for (Step step : steps) {
      if (step.time() > time) {
        break;
      }
      waiting = step.waiting();
    }
    return waiting;
  }

  /**
   * The first time by which at least a share of all waits has ended; empty where fewer have ended
   * so far, and nobody can tell.
   *
   * @param share more than 0, at most 1: 0.5 for the median
   */
  public Optional<Double> quantile(double share) {
    return steps.stream()
        .filter(step -> step.waiting() <= 1 - share + EXACT)
        .map(Step::time)
        .findFirst();
  }

  public Optional<Double> median() {
    return quantile(0.5);
  }
}
