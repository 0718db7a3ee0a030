package org.snowguard.cli.evaluate;

/** How a process of Nix ended. */
sealed interface ChunkEnd {

  /** Every attribute was evaluated. */
  record Completed() implements ChunkEnd {}

  /**
   * Nix gave up.
   *
   * @param index of the attribute at which it did
   * @param field what of it was asked for
   * @param because whether that would be so again
   */
  record Died(int index, String field, String reason, Cause because) implements ChunkEnd {}

  /** Why Nix gave up. */
  enum Cause {
    /** The attribute's own fault. */
    ERROR,
    /** Memory or time, which those before it may have used up. */
    EXHAUSTION
  }
}
