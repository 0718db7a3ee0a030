/**
 * Deep evaluation of a tree of packages with plain Nix: which patches, sources, vendored
 * dependencies and metadata each attribute has. Offers {@link
 * org.snowguard.cli.evaluate.Evaluation}, which survives whatever an attribute does to Nix and
 * reports it. Must not know vulnerabilities, channels or a terminal.
 */
@NullMarked
package org.snowguard.cli.evaluate;

import org.jspecify.annotations.NullMarked;
