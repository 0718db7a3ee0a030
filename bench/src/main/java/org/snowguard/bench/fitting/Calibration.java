package org.snowguard.bench.fitting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether of the suggestions called 80 % probable four in five are right. */
public final class Calibration {
  private static final double[] BOUNDS = {0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.99, 1.01};

  private Calibration() {}

  /** A line for each bin of probabilities: what they promised, and the share that was right. */
  public static List<String> table(List<Judged> judged) {
    List<String> lines = new ArrayList<>(List.of("probability   count  promised  right"));
    for (int bin = 0; bin + 1 < BOUNDS.length; bin++) {
      double from = BOUNDS[bin];
      double to = BOUNDS[bin + 1];
      List<Judged> in =
          judged.stream()
              .filter(one -> one.probability() >= from && one.probability() < to)
              .toList();
      double promised = in.stream().mapToDouble(Judged::probability).average().orElse(0);
      double right = in.stream().mapToDouble(one -> one.right() ? 1 : 0).average().orElse(0);
      lines.add(
          String.format(
              Locale.ROOT,
              "%.2f .. %.2f  %5d     %.3f  %.3f",
              from,
              Math.min(1, to),
              in.size(),
              promised,
              right));
    }
    return lines;
  }
}
