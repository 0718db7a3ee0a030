package org.snowguard.server.issue.content;

import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.SubjectKind;

/**
 * What an issue is about.
 *
 * @param name slug, attribute path, option path, or the name of a project of the organisation
 * @param version the one version that it is about, or null for whatever channels ship
 * @param byHand somebody added it; else it came with an accepted suggestion
 * @param reason why somebody added it, or null
 */
public record IssueSubject(
    SubjectKind kind,
    String name,
    @Nullable String version,
    boolean byHand,
    @Nullable String reason) {}
