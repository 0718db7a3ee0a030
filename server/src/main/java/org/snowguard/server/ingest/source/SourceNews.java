package org.snowguard.server.ingest.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.ImportCounts;

/**
 * What a run brought.
 *
 * @param counts null if the source has nothing new
 * @param dataAt of which moment the newest data is, or null where the source does not say
 */
public record SourceNews(@Nullable ImportCounts counts, @Nullable Instant dataAt) {

  /** The source answered that nothing has changed. */
  public static final SourceNews NOTHING = new SourceNews(null, null);
}
