/**
 * What holds for one vulnerability and one package in one channel, and where a fix is held up.
 * Offers the rule that turns a verdict, what people decided and how far fixes have come into a
 * status with its reason, and the stage at which somebody can help. Must not know where any of it
 * is stored.
 */
@NullMarked
package org.snowguard.core.status;

import org.jspecify.annotations.NullMarked;
