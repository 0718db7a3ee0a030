package org.snowguard.server.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log.
 *
 * @param actor number of the account, or null for the machine
 * @param before JSON object of the facts before, or null
 * @param after JSON object of the facts after, or null
 * @param undoes id of the event that this one takes back, or null
 * @param undoneBy id of the event that took this one back, or null
 */
public record Event(
    long id,
    Instant at,
    @Nullable Long actor,
    String kind,
    String subjectKind,
    long subjectId,
    String subjectLabel,
    @Nullable Long vulnerabilityId,
    @Nullable Long projectId,
    @Nullable String before,
    @Nullable String after,
    @Nullable String note,
    @Nullable Long undoes,
    @Nullable Long undoneBy) {}
