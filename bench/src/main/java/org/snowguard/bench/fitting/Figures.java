package org.snowguard.bench.fitting;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How good probabilities are, as people would meet them in the queue.
 *
 * @param recall records with a right suggestion, of those that have one
 * @param perTrueMatch suggestions shown for each record with a right one
 * @param likelyPrecision right ones among those of probability 0.97 and more
 */
public record Figures(double recall, double perTrueMatch, double likelyPrecision) {
  private static final double SHOWN = 0.5;
  private static final double LIKELY = 0.97;

  /** Figures of these probabilities, one an example, where {@code matches} records have a label. */
  public static Figures of(List<Example> examples, double[] probabilities, long matches) {
    Map<String, Integer> right = new TreeMap<>();
    int wrong = 0;
    int likely = 0;
    int likelyRight = 0;
    for (int i = 0; i < probabilities.length; i++) {
      Example example = examples.get(i);
      boolean shown = probabilities[i] >= SHOWN;
      if (shown && example.right()) {
        right.merge(example.cve(), 1, Integer::sum);
      }
      wrong += shown && !example.right() ? 1 : 0;
      likely += probabilities[i] >= LIKELY ? 1 : 0;
      likelyRight += probabilities[i] >= LIKELY && example.right() ? 1 : 0;
    }
    return new Figures(
        (double) right.size() / matches,
        (double) (right.size() + wrong) / Math.max(1, right.size()),
        (double) likelyRight / Math.max(1, likely));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "recall %.3f, suggestions per true match %.2f, likely precision %.3f",
        recall,
        perTrueMatch,
        likelyPrecision);
  }
}
