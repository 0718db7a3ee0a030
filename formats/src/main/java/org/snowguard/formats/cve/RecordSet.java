package org.snowguard.formats.cve;

import java.util.List;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * One record of each id.
 *
 * @param records sorted by id
 * @param superseded records that a later one of their id replaced
 */
public record RecordSet(List<VulnerabilityRecord> records, int superseded, RecordCounts counts) {
  public RecordSet {
    records = List.copyOf(records);
  }
}
