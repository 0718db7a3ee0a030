/**
 * How benchmarks say what they measured, so that two runs can be compared line by line. Offers
 * {@link org.snowguard.bench.figure.Figure} and {@link org.snowguard.bench.figure.Stopwatch}. Must
 * not know what is measured.
 */
@NullMarked
package org.snowguard.bench.figure;

import org.jspecify.annotations.NullMarked;
