/**
 * Measures matching with the real data: how fast it is, how much memory it takes, and how right it
 * is by the labelled records, beside simpler rules. Offers the figures and nothing that decides.
 * Must not know how a match comes about.
 */
@NullMarked
package org.snowguard.bench.matching;

import org.jspecify.annotations.NullMarked;
