/**
 * The source of channels: where they point, and their packages when that changes. Offers a {@link
 * org.snowguard.server.ingest.source.Source} to the frame of sources, and nothing else. Must not
 * know how packages are stored or matched.
 */
@NullMarked
package org.snowguard.server.nixpkgs.follow;

import org.jspecify.annotations.NullMarked;
