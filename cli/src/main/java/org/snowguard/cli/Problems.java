package org.snowguard.cli;

import java.io.PrintWriter;

/** Tells of bad input on standard error: the first ones in full, of the rest the number. */
final class Problems {

  private static final int TOLD_IN_FULL = 20;

  private final PrintWriter err;
  private int count;

  Problems(PrintWriter err) {
    this.err = err;
  }

  void report(String problem) {
    count++;
    if (count <= TOLD_IN_FULL) {
      err.println("problem: " + problem);
      err.flush();
    }
  }

  boolean any() {
    return count > 0;
  }

  /** Says how many were not told. */
  void summarise() {
    if (count > TOLD_IN_FULL) {
      err.println("problems: %d in all, the first %d above".formatted(count, TOLD_IN_FULL));
    }
  }
}
