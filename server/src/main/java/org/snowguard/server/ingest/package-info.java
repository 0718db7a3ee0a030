/**
 * The book-keeping of reading from outside: runs, problems, change numbers, progress, and the files
 * that a start was given. A sub-package a source reads it and hands records to a port declared
 * here. Must not know how records are stored.
 */
@NullMarked
package org.snowguard.server.ingest;

import org.jspecify.annotations.NullMarked;
