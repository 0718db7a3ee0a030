/**
 * Names of the Common Platform Enumeration, which records and the NVD write products in. Offers
 * {@link org.snowguard.core.cpe.CpeName}, the one reader of both their forms. Must not know what a
 * name is compared with.
 */
@NullMarked
package org.snowguard.core.cpe;

import org.jspecify.annotations.NullMarked;
