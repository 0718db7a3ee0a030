/**
 * Two servers in a faulty world, killed now and then, compared with a calm replay. Owns the plan of
 * what goes wrong when, and offers {@code ./dev soak}. Must not reach into the server's classes: it
 * sees processes, a database and the world.
 */
@NullMarked
package org.snowguard.bench.soak;

import org.jspecify.annotations.NullMarked;
