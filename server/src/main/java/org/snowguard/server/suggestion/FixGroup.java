package org.snowguard.server.suggestion;

/**
 * Pending suggestions of one project that go away with the same version.
 *
 * @param version as the records name it
 * @param count of the suggestions, two at least
 */
public record FixGroup(String version, long count) {}
