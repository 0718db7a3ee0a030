package org.snowguard.bench.fitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.snowguard.bench.fitting.LabelledRecords.Weighed;
import org.snowguard.core.match.MatchTables;
import org.snowguard.core.match.WeighedProject;

/**
 * Fits weights to labelled records, from the starting weights alone. Which of several projects has
 * the better claim depends on the weights themselves: it weighs and fits in turns until both stand
 * still.
 */
public final class Fitting {
  private static final double PULL = 1.5;

  /** A missed record costs more than a suggestion too many, which a person dismisses in seconds. */
  private static final double RIGHT_COUNTS = 2.0;

  private final WeightsFile file = WeightsFile.shipped();
  private final Regression regression = file.regression(PULL);
  private final LabelledRecords records;
  private final Map<String, Integer> recordsOfSoftware;

  public Fitting(LabelledRecords records) {
    this.records = records;
    recordsOfSoftware = records.recordsOfSoftware();
  }

  /** Weights for these data files, from the records of the folds that {@code learnt} accepts. */
  public double[] fit(MatchTables tables, IntPredicate learnt, int turns) {
    double[] weights = file.column("start");
    for (int turn = 0; turn < turns; turn++) {
      double[] used = weights;
      List<Example> examples =
          records.weigh(tables.withWeights(file.byKind(used))).stream()
              .flatMap(one -> examples(one, used).stream())
              .filter(one -> learnt.test(one.fold()))
              .toList();
      weights = WeightsFile.rounded(regression.fit(examples));
      if (Arrays.equals(weights, used)) {
        return weights;
      }
    }
    return weights;
  }

  /** What a matcher with these data files and weights makes of the labelled records. */
  public List<Weighed> weigh(MatchTables tables, double[] weights) {
    return records.weigh(tables.withWeights(file.byKind(weights)));
  }

  private List<Example> examples(Weighed weighed, double[] weights) {
    Label label = weighed.label();
    double share = 1 / Math.sqrt(recordsOfSoftware.getOrDefault(label.software(), 1));
    List<Example> examples = new ArrayList<>();
    for (WeighedProject one : weighed.projects()) {
      boolean right = label.covers(one.project().attributes());
      Map<Integer, Double> features = file.features(one.evidence(), weights);
      examples.add(
          new Example(
              features.keySet().stream().mapToInt(i -> i).toArray(),
              features.values().stream().mapToDouble(d -> d).toArray(),
              right,
              right ? share * RIGHT_COUNTS : share,
              label.fold(LabelledRecords.FOLDS)));
    }
    return examples;
  }
}
