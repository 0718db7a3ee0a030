package org.snowguard.server.issue;

import org.jspecify.annotations.Nullable;

/**
 * Which issues to list; null leaves a condition out.
 *
 * @param state {@code draft}, {@code published}, {@code closed}, or {@code backport}: published,
 *     closed on GitHub, and still open; those are on nobody's list but this one
 * @param publicOnly drafts are left out, whatever the state asked for
 * @param assignee number of an account
 * @param vulnerability our number of it
 * @param project number of the project
 * @param channel name of a supported channel in which it is open
 */
public record IssueFilter(
    @Nullable String state,
    boolean publicOnly,
    @Nullable Long assignee,
    @Nullable Long vulnerability,
    @Nullable Long project,
    @Nullable String channel) {}
