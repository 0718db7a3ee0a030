package org.snowguard.localpg;

/** What a commit promises. */
enum Durability {
  /** Committed data survive a crash of the programs and of the machine. */
  FULL,
  /** Data of tests and benchmarks, thrown away with the process. */
  NONE
}
