package org.snowguard.core.nixpkgs;

/**
 * Vendor and product that a maintainer asserted in {@code meta.identifiers.v1.cpeParts}. Made only
 * where a vendor stands there: a product alone is nixpkgs' default and says nothing.
 */
public record AssertedCpe(String vendor, String product) {}
