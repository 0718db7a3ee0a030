package org.snowguard.server.remediation.pull;

/** How a pull request stands. */
public enum PullState {
  OPEN,
  MERGED,
  /** Without having been merged. */
  CLOSED
}
