/**
 * A nixpkgs made to order in a real git repository. Offers a builder of commits, merges, picks,
 * reverts and moves of branches, and a story told in steps. Must not know what anybody concludes
 * from it.
 */
@NullMarked
package org.snowguard.world.nixpkgs;

import org.jspecify.annotations.NullMarked;
