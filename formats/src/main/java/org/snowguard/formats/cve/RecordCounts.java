package org.snowguard.formats.cve;

/**
 * How many records of some inputs could be read.
 *
 * @param read records, several of one id included
 * @param unreadable entries that are no readable record
 * @param inputs parts of inputs that could not be opened or unpacked
 */
public record RecordCounts(int read, int unreadable, int inputs) {}
