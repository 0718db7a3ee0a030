package org.snowguard.core.statement;

/** What follows for the world from a decision. */
public sealed interface Consequence {

  /** A statement. */
  record Says(Statement statement) implements Consequence {}

  /** It is a duplicate: what is stated of the other one holds. */
  record AsTheTarget() implements Consequence {}

  /** Nothing that could be stated. */
  record Silence() implements Consequence {}
}
