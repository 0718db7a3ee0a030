/**
 * Which commits each branch and channel of nixpkgs has, since when, and whether they are reverted.
 * Offers {@code Landings} to ask and {@code LandingListener} to be told. Must not know of pull
 * requests, issues or vulnerabilities.
 */
@NullMarked
package org.snowguard.server.remediation.landing;

import org.jspecify.annotations.NullMarked;
