package org.snowguard.server.evaluation;

/** Whether this node can evaluate a channel itself. */
enum EvaluationMeans {
  NIX,
  /** It would, if Nix were there. */
  NO_NIX,
  /** It was not asked to. */
  OFF
}
