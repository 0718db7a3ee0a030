package org.snowguard.bench.fitting;

import java.util.List;

/**
 * Logistic regression by Adam, drawn towards starting weights, each weight keeping its sign. Same
 * input, same result: no randomness.
 *
 * @param start weights before fitting
 * @param positive which weights must not fall below zero; the others must not rise above it
 * @param held which weights stay as they are
 * @param pull how strongly weights are drawn back to their start
 */
public record Regression(double[] start, boolean[] positive, boolean[] held, double pull) {
  private static final int STEPS = 3_000;
  private static final int FINE_STEPS = 1_000;
  private static final double RATE = 0.02;
  private static final double FINE_RATE = 0.005;
  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.999;

  /** Weights that explain the examples best. */
  public double[] fit(List<Example> examples) {
    double[] weights = start.clone();
    double[] first = new double[start.length];
    double[] second = new double[start.length];
    for (int step = 1; step <= STEPS; step++) {
      double[] gradient = gradient(examples, weights);
      double rate = step > STEPS - FINE_STEPS ? FINE_RATE : RATE;
      for (int i = 0; i < weights.length; i++) {
        first[i] = FIRST_DECAY * first[i] + (1 - FIRST_DECAY) * gradient[i];
        second[i] = SECOND_DECAY * second[i] + (1 - SECOND_DECAY) * gradient[i] * gradient[i];
        double mean = first[i] / (1 - Math.pow(FIRST_DECAY, step));
        double spread = Math.sqrt(second[i] / (1 - Math.pow(SECOND_DECAY, step))) + 1e-8;
        weights[i] = held[i] ? start[i] : bounded(i, weights[i] - rate * mean / spread);
      }
    }
    return weights;
  }

  /** Probability of an example under these weights. */
  public static double probability(double[] weights, Example example) {
    double logit = 0;
    for (int i = 0; i < example.kinds().length; i++) {
      logit += weights[example.kinds()[i]] * example.values()[i];
    }
    return 1 / (1 + Math.exp(-logit));
  }

  private double[] gradient(List<Example> examples, double[] weights) {
    double[] gradient = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      gradient[i] = pull * (weights[i] - start[i]);
    }
    for (Example example : examples) {
      double error = example.weight() * (probability(weights, example) - (example.right() ? 1 : 0));
      for (int i = 0; i < example.kinds().length; i++) {
        gradient[example.kinds()[i]] += error * example.values()[i];
      }
    }
    return gradient;
  }

  private double bounded(int index, double weight) {
    return positive[index] ? Math.max(0, weight) : Math.min(0, weight);
  }
}
