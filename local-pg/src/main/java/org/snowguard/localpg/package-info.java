/**
 * Owns the PostgreSQL that Snowguard brings along: its unpacked binaries, its data directory, its
 * settings and its life from start to stop.
 *
 * <p>Offers {@link org.snowguard.localpg.LocalPostgres}, a durable database for one owner, and
 * {@link org.snowguard.localpg.ScratchPostgres}, throw-away databases for tests and benchmarks.
 *
 * <p>Must not know what is stored: no table, migration or feature of the server.
 */
@NullMarked
package org.snowguard.localpg;

import org.jspecify.annotations.NullMarked;
