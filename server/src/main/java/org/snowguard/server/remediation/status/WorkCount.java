package org.snowguard.server.remediation.status;

/**
 * How long a work list is.
 *
 * @param list as {@link WorkFilter#list()}
 * @param label for people
 */
public record WorkCount(String list, String label, long rows, long issues) {}
