package org.snowguard.server.issue;

import org.jspecify.annotations.Nullable;

/**
 * One vulnerability of one project in an issue.
 *
 * @param headline the record's title or the beginning of its description
 * @param flag why somebody has to look again: the record was rejected, or nothing links it any more
 */
public record IssueItem(
    long suggestionId,
    long vulnerabilityId,
    String publicId,
    String headline,
    @Nullable String severity,
    @Nullable Float score,
    long projectId,
    String project,
    @Nullable String flag) {}
