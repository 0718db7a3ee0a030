/**
 * Damage done to real inputs, to prove that readers survive it. Offers {@link
 * org.snowguard.bench.mutation.RecordMutations} and {@link
 * org.snowguard.bench.mutation.PackageMutations}, each the same for the same seed. Must not know
 * more of the readers than their results.
 */
@NullMarked
package org.snowguard.bench.mutation;

import org.jspecify.annotations.NullMarked;
