/**
 * How long users waited for a fix: the clock of one package in one channel, the stages on the way,
 * and the product-limit estimate over many of them. Offers pure functions over moments. Must not
 * know where these are stored, nor who did what.
 */
@NullMarked
package org.snowguard.core.dwell;

import org.jspecify.annotations.NullMarked;
