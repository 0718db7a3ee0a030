package org.snowguard.server.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Something that could not be read.
 *
 * @param entry where in the input, for example {@code cves/2024/3xxx/CVE-2024-3094.json}
 * @param recordId the id that it would have had, or null
 * @param reason what is wrong, for people
 */
public record ReadingProblem(String entry, @Nullable String recordId, String reason) {}
