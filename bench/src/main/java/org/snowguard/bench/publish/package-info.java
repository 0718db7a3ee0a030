/**
 * Many publications through a GitHub with faults, by processes that are killed. Offers {@link
 * org.snowguard.bench.publish.Killed}. Must not know how texts are delivered.
 */
@NullMarked
package org.snowguard.bench.publish;

import org.jspecify.annotations.NullMarked;
