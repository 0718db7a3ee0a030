package org.snowguard.server.nixpkgs;

import org.jspecify.annotations.Nullable;

/** A package with the numbers of its stored values: a row of {@code package_span}. */
record StorablePackage(
    String attribute,
    String name,
    String pname,
    @Nullable String version,
    long metadataId,
    @Nullable Long sourcesId,
    long factsId) {}
