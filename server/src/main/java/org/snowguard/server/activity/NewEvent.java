package org.snowguard.server.activity;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that is about to be written to the log.
 *
 * @param kind stable word, for example {@code suggestion.dismissed}
 * @param subjectLabel how people find the subject, for example {@code CVE-2024-3094 · xz}
 * @param actor number of the account, or null for the machine
 * @param before the facts that the action changes, as they were; null where there were none
 * @param after the same facts as they are now
 * @param undoes id of the event that this one takes back, or null
 */
public record NewEvent(
    String kind,
    String subjectKind,
    long subjectId,
    String subjectLabel,
    @Nullable Long vulnerabilityId,
    @Nullable Long projectId,
    @Nullable Long actor,
    @Nullable Map<String, ? extends @Nullable Object> before,
    @Nullable Map<String, ? extends @Nullable Object> after,
    @Nullable String note,
    @Nullable Long undoes) {}
