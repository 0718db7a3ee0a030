package org.snowguard.server.operation;

/**
 * The schema that this program works with.
 *
 * @param version of its newest migration
 */
public record KnownSchema(String version) {}
