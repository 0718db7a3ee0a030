package org.snowguard.bench.fitting;

/**
 * A project that a record led to, with the probability that it was given.
 *
 * @param surplus whether it is right, but more projects of the record are right than there are
 * @param right whether a person linked them
 */
public record Judged(String cve, double probability, boolean right, boolean surplus) {}
