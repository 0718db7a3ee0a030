package org.snowguard.server.browse;

import org.jspecify.annotations.Nullable;

/** A package of a maintainer with the number of its open vulnerabilities. */
public record MaintainedPackage(
    String channel,
    boolean supported,
    String attribute,
    @Nullable String version,
    long affected,
    long unknown) {}
