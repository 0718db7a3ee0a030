package org.snowguard.server.ingest;

/** Told when something may have been stored, so that those who follow changes begin at once. */
public interface Arrivals {
  void recordsArrived();

  /** Some node has committed changes; this one may be it. */
  default void changesCommitted() {}
}
