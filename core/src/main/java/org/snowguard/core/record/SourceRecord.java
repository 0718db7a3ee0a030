package org.snowguard.core.record;

import java.util.Comparator;

/** A record with its source. */
public record SourceRecord(RecordSource source, VulnerabilityRecord record) {
  /** The CVE list first, then OSV by id, then the NVD. */
  public static final Comparator<SourceRecord> ORDER =
      Comparator.comparing(SourceRecord::source).thenComparing(one -> one.record().id());

  /** Stable name of the record among those of one vulnerability: {@code osv:GO-2024-2456}. */
  public String key() {
    return switch (source) {
      case CVE -> "cve";
      case NVD -> "nvd";
      case OSV -> "osv:" + record.id();
    };
  }

  /**
   * The record with pointers that say which text they lead into: {@code
   * osv:GO-2024-2456#/affected/0}. Those of a CVE record stay bare.
   */
  VulnerabilityRecord pointing() {
    return source == RecordSource.CVE ? record : record.within(key() + "#");
  }
}
