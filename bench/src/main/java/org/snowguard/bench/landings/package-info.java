/** A history of nixpkgs' size. Offers {@code LongHistory}. Must not know what is measured on it. */
@NullMarked
package org.snowguard.bench.landings;

import org.jspecify.annotations.NullMarked;
