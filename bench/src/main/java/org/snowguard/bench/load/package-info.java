/**
 * Owns how benchmarks ask a server as many people do: on a schedule, whether earlier requests were
 * answered or not. Offers {@link org.snowguard.bench.load.OpenModel}, {@link
 * org.snowguard.bench.load.Latencies} and the addresses of real pages. Must not know what a
 * benchmark concludes.
 */
@NullMarked
package org.snowguard.bench.load;

import org.jspecify.annotations.NullMarked;
