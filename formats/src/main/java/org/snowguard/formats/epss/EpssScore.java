package org.snowguard.formats.epss;

/**
 * How probably a vulnerability is exploited within 30 days.
 *
 * @param probability from 0 to 1
 * @param percentile the share of vulnerabilities with the same score or a lower one
 */
public record EpssScore(String cve, float probability, float percentile) {}
