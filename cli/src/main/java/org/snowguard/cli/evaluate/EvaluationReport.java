package org.snowguard.cli.evaluate;

import java.util.List;

/**
 * What came of an evaluation.
 *
 * @param packages attributes that are packages, each a line of the file
 * @param failed attributes that could not be evaluated, each a line with its error
 * @param partial packages of which a field could not be evaluated
 * @param others attributes that are no packages: functions, plain values, sets not to be entered
 * @param processes how often Nix was started
 * @param problems of failed and partial ones, sorted by attribute, at most {@value #MAX_PROBLEMS}
 */
public record EvaluationReport(
    long packages,
    long failed,
    long partial,
    long others,
    long processes,
    List<EvaluationProblem> problems) {
  static final int MAX_PROBLEMS = 10_000;

  public EvaluationReport {
    problems = List.copyOf(problems);
  }

  /**
   * What could not be evaluated.
   *
   * @param attribute empty for the tree as a whole
   * @param field {@code attribute} for all of it, or one of {@code name}, {@code patches}, {@code
   *     src}, {@code vendor}, {@code meta}
   */
  public record EvaluationProblem(String attribute, String field, String reason)
      implements Comparable<EvaluationProblem> {
    @Override
    public int compareTo(EvaluationProblem other) {
      int byAttribute = attribute.compareTo(other.attribute);
      return byAttribute != 0 ? byAttribute : field.compareTo(other.field);
    }

    @Override
    public String toString() {
      if (attribute.isEmpty()) {
        return reason;
      }
      return field.equals(ChunkProcess.WHOLE_ATTRIBUTE)
          ? attribute + ": " + reason
          : "%s of %s: %s".formatted(field, attribute, reason);
    }
  }
}
