package org.snowguard.server.ingest.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people see of a job.
 *
 * @param dueAt when it runs next, or was to run when it began; null if no node knows it
 * @param run the run that is going on, or null
 * @param endedAt when the last run ended, or null
 * @param error why the last run failed, or null
 */
public record JobStatus(
    String name,
    String title,
    boolean paused,
    @Nullable Instant dueAt,
    @Nullable Run run,
    @Nullable Instant endedAt,
    @Nullable String error) {

  /**
   * A run that is going on.
   *
   * @param unit what is counted, or null as long as nothing was
   * @param total null while it is not known
   */
  public record Run(
      String node, Instant startedAt, @Nullable String unit, long done, @Nullable Long total) {}
}
