/**
 * Owns the commands of the server's jar, its settings, the database it opens and the wiring of all
 * features. Offers nothing: no other package may use it. Must not hold rules of its own.
 */
@NullMarked
package org.snowguard.server.app;

import org.jspecify.annotations.NullMarked;
