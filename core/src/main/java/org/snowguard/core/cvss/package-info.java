/**
 * Owns the reading of CVSS vectors of the versions 2.0, 3.0, 3.1 and 4.0.
 *
 * <p>Offers {@link org.snowguard.core.cvss.CvssReader}, which gives a base score with its elements
 * in words for people, or says what is wrong with the vector.
 *
 * <p>Must not know records or where a vector came from; the calculator behind it stays hidden.
 */
@NullMarked
package org.snowguard.core.cvss;

import org.jspecify.annotations.NullMarked;
