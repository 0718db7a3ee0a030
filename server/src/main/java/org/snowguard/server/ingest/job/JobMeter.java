package org.snowguard.server.ingest.job;

import java.time.Duration;

/** Is told of each run of a job on this node, when it has ended. */
public interface JobMeter {

  /** Measures nothing. */
  JobMeter NONE = (job, took, good) -> {};

  /**
   * @param good false if it failed, whether the job foresaw that or not
   */
  void ended(String job, Duration took, boolean good);
}
