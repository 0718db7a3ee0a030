/**
 * Runs the real program as others run it: a process of its own, started by the script, killed where
 * a benchmark wants it. Offers {@link org.snowguard.bench.server.ServerProcess} and {@link
 * org.snowguard.bench.server.PostgresProcess}. Must not reach into the server's classes.
 */
@NullMarked
package org.snowguard.bench.server;

import org.jspecify.annotations.NullMarked;
