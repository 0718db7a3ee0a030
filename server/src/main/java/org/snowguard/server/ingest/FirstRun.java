package org.snowguard.server.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From when to when a source was read for the first time, however often that was cut off.
 *
 * @param finishedAt null if it was never read to an end
 */
public record FirstRun(String source, Instant startedAt, @Nullable Instant finishedAt) {

  /** Whether something that happened then is of that time. */
  public boolean includes(Instant time) {
    return !time.isBefore(startedAt) && (finishedAt == null || !time.isAfter(finishedAt));
  }
}
