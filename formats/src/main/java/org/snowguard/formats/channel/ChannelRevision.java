package org.snowguard.formats.channel;

import org.jspecify.annotations.Nullable;

/**
 * Where a channel points.
 *
 * @param revision commit of nixpkgs
 * @param status as the source calls it, or null where it does not say
 */
public record ChannelRevision(String channel, String revision, @Nullable String status) {}
