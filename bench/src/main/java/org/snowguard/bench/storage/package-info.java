/**
 * A year of eight channels in one database. Owns the made-up year, the server that stores it and
 * the counting of bytes; offers them to {@code BenchStorage}. Must not know what is printed.
 */
@NullMarked
package org.snowguard.bench.storage;

import org.jspecify.annotations.NullMarked;
