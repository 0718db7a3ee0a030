/**
 * Days of changes for the benchmark of incremental matching: real deltas of records, made-up
 * changes of packages. Offers them day by day. Must not know how matching works.
 */
@NullMarked
package org.snowguard.bench.increments;

import org.jspecify.annotations.NullMarked;
