package org.snowguard.server.nixpkgs;

import org.jspecify.annotations.Nullable;

/**
 * A span with how it came to be.
 *
 * @param change from the span before it; null: it was not in the snapshot before
 */
public record PackageStep(ShippedSpan span, @Nullable PackageChange change) {}
