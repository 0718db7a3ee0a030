package org.snowguard.formats.sources;

import org.snowguard.core.nixpkgs.ChannelPackages;

/**
 * Packages with their sources.
 *
 * @param applied packages that got theirs
 * @param stale packages whose line was evaluated at another version: its patches may not be theirs,
 *     so it was left out
 * @param withoutPackage lines for attributes that the channel does not have
 */
public record AppliedSources(ChannelPackages channel, int applied, int stale, int withoutPackage) {}
