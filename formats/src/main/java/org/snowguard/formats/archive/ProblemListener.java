package org.snowguard.formats.archive;

/** Is told of everything that was left out of an input. */
@FunctionalInterface
public interface ProblemListener {

  void report(InputProblem problem);
}
