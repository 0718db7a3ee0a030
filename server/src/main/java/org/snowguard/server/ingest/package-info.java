/**
 * Owns what is read from outside: which files and sources, how far each was read, what was wrong
 * with them. Offers {@link org.snowguard.server.ingest.ImportRequested}, the files that a start was
 * given. Must not know what the features above make of what was read.
 */
@NullMarked
package org.snowguard.server.ingest;

import org.jspecify.annotations.NullMarked;
