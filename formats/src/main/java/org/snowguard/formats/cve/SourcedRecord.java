package org.snowguard.formats.cve;

import java.nio.file.Path;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * A record with where it came from.
 *
 * @param file the file on disk
 * @param entry path within that file; empty when it is the file itself
 * @param ordinal place among the records of all inputs, from 0: of two records that were updated at
 *     the same moment, the one with the greater ordinal was given later
 * @param raw the record's text; belongs to the receiver
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: the text travels beside its reading.
public record SourcedRecord(
    Path file, String entry, int ordinal, byte[] raw, VulnerabilityRecord record) {}
