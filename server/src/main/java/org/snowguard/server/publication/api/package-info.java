/**
 * {@code /api/v1}: what anybody may read, for programs. Offers resources described at {@code
 * /api/v1/openapi.json}, the same to everybody whoever asks. Must not know who asks, nor change
 * anything.
 */
@NullMarked
package org.snowguard.server.publication.api;

import org.jspecify.annotations.NullMarked;
