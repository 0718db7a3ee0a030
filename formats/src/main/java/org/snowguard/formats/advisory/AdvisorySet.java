package org.snowguard.formats.advisory;

import java.util.List;
import org.snowguard.core.record.SourceRecord;
import org.snowguard.formats.cve.RecordCounts;

/**
 * One record of each id of a source.
 *
 * @param records in the order of {@link SourceRecord#ORDER}
 */
public record AdvisorySet(List<SourceRecord> records, int superseded, RecordCounts counts) {
  /** What there is without any file. */
  public static final AdvisorySet NONE = new AdvisorySet(List.of(), 0, new RecordCounts(0, 0, 0));

  public AdvisorySet {
    records = List.copyOf(records);
  }
}
