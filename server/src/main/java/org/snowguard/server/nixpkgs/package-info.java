/**
 * Channels, snapshots, packages as spans, persistent projects, maintainers. Offers {@link
 * org.snowguard.server.nixpkgs.Channels}, {@link org.snowguard.server.nixpkgs.ChannelRegistry},
 * {@link org.snowguard.server.nixpkgs.ChannelImport}, {@link
 * org.snowguard.server.nixpkgs.PackageIndex}, {@link org.snowguard.server.nixpkgs.PackageHistory}
 * and {@link org.snowguard.server.nixpkgs.Projects}. Must not know vulnerabilities.
 */
@NullMarked
package org.snowguard.server.nixpkgs;

import org.jspecify.annotations.NullMarked;
