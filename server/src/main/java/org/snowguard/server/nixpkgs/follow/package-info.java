/**
 * The source of channels: where they point, and their packages when that changes. Offers a {@link
 * org.snowguard.server.ingest.source.Source} to the frame of sources, and {@link
 * org.snowguard.server.nixpkgs.follow.RevisionFile} to whoever fetches beside a channel's files.
 * Must not know vulnerabilities or matching.
 */
@NullMarked
package org.snowguard.server.nixpkgs.follow;

import org.jspecify.annotations.NullMarked;
