package org.snowguard.server.ingest.job;

import java.time.Instant;

/**
 * Work that comes back. Every bean of this type is done by one node at a time. A node may die
 * anywhere: another one then begins the run again, so that doing it twice must change nothing.
 */
public interface Job {

  /** Stable and unique: {@code source-kev}. */
  String name();

  /** For people: {@code Known exploited vulnerabilities}. */
  String title();

  /** Does the work, and tells when it is due again. */
  Instant run(JobRun run) throws InterruptedException;
}
