package org.snowguard.formats.advisory;

import java.nio.file.Path;
import org.snowguard.core.record.SourceRecord;

/**
 * A record with where it came from.
 *
 * @param entry path within {@code file}; empty when it is the file itself
 * @param ordinal place among the records of all inputs, from 0
 * @param raw the record's text; of a response of the NVD the one record, written without spaces
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: the text travels beside its reading.
public record SourcedAdvisory(
    Path file, String entry, int ordinal, byte[] raw, SourceRecord record) {}
