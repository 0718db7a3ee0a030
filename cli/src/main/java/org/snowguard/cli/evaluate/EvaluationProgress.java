package org.snowguard.cli.evaluate;

/**
 * Hears how far an evaluation is, at least every second, from the thread that runs it; what it
 * throws ends the evaluation.
 */
@FunctionalInterface
public interface EvaluationProgress {
  EvaluationProgress NONE = (_, _) -> {};

  /**
   * @param known attributes found so far; grows as sets are entered
   */
  void progress(long done, long known);
}
