package org.snowguard.server.suggestion;

import org.jspecify.annotations.Nullable;

/**
 * How many suggestions say one thing of a channel; one that judges several packages of the channel
 * differently counts under each of its verdicts.
 *
 * @param state as {@link Standing#text} spells it
 * @param tier null for links made by hand
 * @param severity null without a score
 */
public record ChannelCount(
    String state, @Nullable String tier, @Nullable String severity, String verdict, long count) {}
