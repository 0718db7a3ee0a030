package org.snowguard.bench.matching;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snowguard.bench.fitting.Label;
import org.snowguard.core.match.Tier;

/**
 * How right suggestions are. One is right when at least half of its attributes are labelled; right
 * ones beyond the number of the label's projects count as wrong: one software split over many cards
 * is noise.
 *
 * @param recall records with a right suggestion, of those that are about something in nixpkgs
 * @param perTrueMatch suggestions a person reads for each record with a right one
 * @param noiseOnly records about nothing in nixpkgs that got a suggestion
 * @param likelyPrecision right ones of the tier {@code likely}
 * @param attributePrecision labelled attributes of those listed by right suggestions
 * @param attributeRecall listed attributes of those labelled, where a suggestion was right
 */
public record Score(
    int positives,
    double recall,
    double perTrueMatch,
    int noiseOnly,
    double likelyPrecision,
    double attributePrecision,
    double attributeRecall) {

  /** Scores what a rule shows for each labelled record, looking at suggestions of these tiers. */
  public static Score of(
      Map<String, Label> labels, Map<String, List<Shown>> shown, Set<Tier> tiers) {
    Count count = new Count();
    labels.forEach(
        (cve, label) ->
            count.add(
                label,
                shown.getOrDefault(cve, List.of()).stream()
                    .filter(one -> tiers.contains(one.tier()))
                    .toList()));
    return count.score();
  }

  private static final class Count {
    private int positives;
    private int found;
    private int wrong;
    private int noise;
    private int likely;
    private int likelyRight;
    private int listed;
    private int labelled;
    private int listedRight;

    void add(Label label, List<Shown> shown) {
      List<Shown> right = shown.stream().filter(one -> label.covers(one.attributes())).toList();
      int misses = shown.size() - right.size();
      positives += label.attributes().isEmpty() ? 0 : 1;
      found += right.isEmpty() ? 0 : 1;
      wrong += misses + Math.max(0, right.size() - Math.max(1, label.projects().size()));
      noise += misses > 0 && label.attributes().isEmpty() ? 1 : 0;
      likely += likely(shown);
      likelyRight += likely(right);
      if (!right.isEmpty()) {
        addAttributes(label, right);
      }
    }

    private void addAttributes(Label label, List<Shown> right) {
      Set<String> attributes = new HashSet<>();
      right.forEach(one -> attributes.addAll(one.attributes()));
      listed += attributes.size();
      labelled += label.attributes().size();
      attributes.retainAll(label.attributes());
      listedRight += attributes.size();
    }

    private static int likely(List<Shown> shown) {
      return (int) shown.stream().filter(one -> one.tier() == Tier.LIKELY).count();
    }

    Score score() {
      return new Score(
          positives,
          ratio(found, positives),
          ratio(found + wrong, Math.max(1, found)),
          noise,
          ratio(likelyRight, likely),
          ratio(listedRight, listed),
          ratio(listedRight, labelled));
    }

    private static double ratio(int part, int whole) {
      return whole == 0 ? Double.NaN : (double) part / whole;
    }
  }
}
