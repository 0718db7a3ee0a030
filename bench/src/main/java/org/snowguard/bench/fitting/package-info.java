/**
 * Fits the weights of evidence to labelled records. Offers a training set, a logistic regression
 * whose weights keep their signs, and the figures of a cross-validation. Must not know how evidence
 * is found.
 */
@NullMarked
package org.snowguard.bench.fitting;

import org.jspecify.annotations.NullMarked;
