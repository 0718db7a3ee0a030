package org.snowguard.formats.sources;

/**
 * A line that could not be read.
 *
 * @param line its number, from 1
 */
public record LineProblem(int line, String reason) {}
