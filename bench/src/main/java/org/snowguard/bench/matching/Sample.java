package org.snowguard.bench.matching;

import java.util.Arrays;

/** Measurements of one kind. */
public record Sample(double[] sorted) {
  public Sample {
    sorted = sorted.clone();
    Arrays.sort(sorted);
  }

  public double mean() {
    return Arrays.stream(sorted).average().orElse(0);
  }

  /** The smallest value that this part of all does not exceed (nearest rank). */
  public double percentile(double percent) {
    return sorted.length == 0
        ? 0
        : sorted[Math.max(0, (int) Math.ceil(percent / 100 * sorted.length) - 1)];
  }
}
