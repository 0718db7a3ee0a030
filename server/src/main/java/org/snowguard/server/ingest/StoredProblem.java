package org.snowguard.server.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A {@link ReadingProblem} with the input it is from and when it was first met. */
public record StoredProblem(
    long id,
    String source,
    String input,
    String entry,
    @Nullable String recordId,
    String reason,
    Instant firstSeenAt) {}
