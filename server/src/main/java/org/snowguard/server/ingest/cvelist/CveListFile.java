package org.snowguard.server.ingest.cvelist;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of a release of the CVE list.
 *
 * @param isBaseline whether it holds all records, not only changed ones
 * @param at up to which moment it knows of changes
 * @param sha256 in hexadecimal, or null where the listing has none
 */
record CveListFile(
    String name,
    boolean isBaseline,
    Instant at,
    URI address,
    long bytes,
    @Nullable String sha256) {}
