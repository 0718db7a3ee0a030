/**
 * A generated tree of packages with planted difficulties, and what evaluating it costs. Offers the
 * tree and the cost of child processes. Must not know how evaluation works.
 */
@NullMarked
package org.snowguard.bench.evaluation;

import org.jspecify.annotations.NullMarked;
