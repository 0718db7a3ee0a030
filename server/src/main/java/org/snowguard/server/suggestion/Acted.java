package org.snowguard.server.suggestion;

import org.jspecify.annotations.Nullable;

/**
 * What an action led to.
 *
 * @param revision of the card from now on
 * @param state where it stands now
 * @param eventId what to undo
 * @param label {@code CVE-2024-3094 · xz}
 * @param draft the draft that it went into, or null
 */
public record Acted(
    long suggestionId,
    int revision,
    Standing state,
    long eventId,
    String label,
    Drafts.@Nullable Draft draft) {}
