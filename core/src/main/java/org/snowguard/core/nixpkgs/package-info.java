/**
 * Packages as nixpkgs describes them: attribute, version, metadata, patches and sources. Offers
 * values that readers fill and rules read. Must not know vulnerabilities, file formats or storage.
 */
@NullMarked
package org.snowguard.core.nixpkgs;

import org.jspecify.annotations.NullMarked;
