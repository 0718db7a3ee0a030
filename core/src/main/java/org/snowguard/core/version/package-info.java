/**
 * Owns what a version string means: Nix's own order, and the three-valued order that bounds of
 * vulnerability records need.
 *
 * <p>Offers {@link org.snowguard.core.version.NixVersion}, {@link
 * org.snowguard.core.version.DerivationName}, {@link org.snowguard.core.version.VersionOrder} and
 * {@link org.snowguard.core.version.VersionText}.
 *
 * <p>Must not know records, packages or verdicts: ranges are evaluated by those who hold them.
 */
@NullMarked
package org.snowguard.core.version;

import org.jspecify.annotations.NullMarked;
