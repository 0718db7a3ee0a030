package org.snowguard.server.ingest.source;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.ImportCounts;

/**
 * What a source was last seen to give.
 *
 * @param mark how far it has been read
 * @param dataAt of which moment the newest data is, or null
 * @param goodAt when it last answered well, or null
 * @param failures since it last answered well
 * @param error why the last try failed, or null
 * @param counts of the last run that brought something
 * @param runs ever
 * @param ever counts of all runs
 */
record SourceState(
    Map<String, String> mark,
    @Nullable Instant dataAt,
    @Nullable Instant triedAt,
    @Nullable Instant goodAt,
    int failures,
    @Nullable String error,
    ImportCounts counts,
    long runs,
    long failedRuns,
    ImportCounts ever) {

  static final SourceState NEVER =
      new SourceState(
          Map.of(), null, null, null, 0, null, ImportCounts.NONE, 0, 0, ImportCounts.NONE);

  SourceState {
    mark = Map.copyOf(mark);
  }
}
