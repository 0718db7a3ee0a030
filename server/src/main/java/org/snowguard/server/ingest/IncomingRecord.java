package org.snowguard.server.ingest;

import org.snowguard.core.record.VulnerabilityRecord;

/**
 * A record as a source gives it.
 *
 * @param source stable word for the source, for example {@code cve-list}
 * @param raw its text, as published
 */
public record IncomingRecord(String source, VulnerabilityRecord record, byte[] raw) {}
