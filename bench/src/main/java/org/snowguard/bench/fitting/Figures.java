package org.snowguard.bench.fitting;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How good probabilities are, as people would meet them in the queue.
 *
 * @param recall records with a right suggestion, of those that have one
 * @param perTrueMatch suggestions shown for each record with a right one
 */
public record Figures(double recall, double perTrueMatch) {
  /** The least probability of the tiers that are shown at once. */
  public static final double POSSIBLE = 0.5;

  /** The least probability of what is folded away. */
  public static final double WEAK = 0.1;

  /** Figures of what is at least so probable, where {@code matches} records have a match. */
  public static Figures of(List<Judged> judged, double least, long matches) {
    Set<String> found = new TreeSet<>();
    int wrong = 0;
    for (Judged one : judged) {
      if (one.probability() >= least) {
        if (one.right()) {
          found.add(one.cve());
        }
        wrong += !one.right() || one.surplus() ? 1 : 0;
      }
    }
    return new Figures(
        (double) found.size() / matches,
        (double) (found.size() + wrong) / Math.max(1, found.size()));
  }
}
