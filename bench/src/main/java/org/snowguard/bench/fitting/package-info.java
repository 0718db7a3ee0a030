/**
 * Fits the weights of evidence to labelled records. Offers the labelled records as a matcher weighs
 * them, a logistic regression whose weights keep their signs, figures and calibration. Must not
 * know how evidence is found.
 */
@NullMarked
package org.snowguard.bench.fitting;

import org.jspecify.annotations.NullMarked;
