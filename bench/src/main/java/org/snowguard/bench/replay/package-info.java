/**
 * Looks from outside at a server that follows the fake world: what its database holds, and when it
 * came to be seen. Offers {@link org.snowguard.bench.replay.Followed} and {@link
 * org.snowguard.bench.replay.Sightings}. Must not reach into the server's classes.
 */
@NullMarked
package org.snowguard.bench.replay;

import org.jspecify.annotations.NullMarked;
