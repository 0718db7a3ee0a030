package org.snowguard.server.issue.talk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is told about an issue.
 *
 * @param publicId null for a draft
 * @param why {@code assigned}, {@code mentioned}, {@code watched}
 * @param words what happened last: {@code commented}, {@code changed title}
 * @param actor number of who did it, or null: the machine
 * @param times how many things happened since it was read
 */
public record Told(
    long issueId,
    @Nullable String publicId,
    String title,
    String state,
    String why,
    String words,
    @Nullable Long actor,
    Instant at,
    int times,
    boolean unread) {}
