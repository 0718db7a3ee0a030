/**
 * Tests across the modules: what they promise each other and the world. Owns the schemas of
 * outputs, the rules of the architecture and the labelled cases, and offers nothing to other
 * modules. Must not be known by any of them.
 */
@NullMarked
package org.snowguard.contract;

import org.jspecify.annotations.NullMarked;
