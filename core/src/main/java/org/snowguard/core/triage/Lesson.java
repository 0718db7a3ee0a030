package org.snowguard.core.triage;

/** What a decision teaches about the link between a record's product and a project. */
public enum Lesson {
  /** The product is other software: lowers the score of the same pair later. */
  ANTI_ALIAS,
  /** The product is this software: raises it. */
  CONFIRMS_ALIAS,
  /** Says nothing of the link. */
  NOTHING
}
