package org.snowguard.bench.fitting;

/**
 * A project that a record led to, as the regression sees it.
 *
 * @param kinds numbers of the features that it has, in the order of the weights file
 * @param values of these features
 * @param right whether a person linked them
 * @param weight what it counts: the many records of one software count less each
 * @param fold which part of the cross-validation leaves it out
 */
public record Example(int[] kinds, double[] values, boolean right, double weight, int fold) {}
