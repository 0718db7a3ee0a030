package org.snowguard.server.remediation.pull;

/** What people say to a fix. */
public enum FixOpinion {
  /** Nobody has said anything. */
  PROPOSED,
  CONFIRMED,
  REFUTED
}
