package org.snowguard.core.verdict;

import org.jspecify.annotations.Nullable;

/**
 * The judgement of one package in one channel.
 *
 * @param version the package's version, or null when it has none
 * @param patchesKnown whether this package's patches were evaluated; where they were not, a missing
 *     patch says nothing
 */
public record PackageVerdict(
    String channel,
    String attribute,
    @Nullable String version,
    Judgement judgement,
    boolean patchesKnown) {}
