package org.snowguard.server.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run over one input.
 *
 * @param input the path as given
 * @param fingerprint SHA-256 of the input in hexadecimal
 * @param finishedAt null while it runs or when it was cut off
 * @param error why it stopped early, or null
 */
public record ImportRun(
    long id,
    String source,
    String input,
    String fingerprint,
    Instant startedAt,
    @Nullable Instant finishedAt,
    long read,
    long changed,
    long superseded,
    long unreadable,
    @Nullable String error) {}
