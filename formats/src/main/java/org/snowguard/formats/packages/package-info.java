/**
 * The list of packages that is published with each channel of nixpkgs ({@code packages.json}), from
 * its form of 2018 to that of today, and the same told by {@code nix-env} or an evaluator. Offers
 * {@link org.snowguard.formats.packages.PackagesReader}, which skips and reports a bad package.
 * Must not know vulnerabilities, compression or storage.
 */
@NullMarked
package org.snowguard.formats.packages;

import org.jspecify.annotations.NullMarked;
