package org.snowguard.formats.nvd;

import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.VulnerabilityRecord;

/** What came of reading one record. */
public sealed interface NvdReading {

  /**
   * @param record state {@code REJECTED} where the NVD's status says so
   */
  record Read(VulnerabilityRecord record) implements NvdReading {}

  /**
   * @param reason why, for people
   * @param id the record's id, where it could be told
   */
  record Unreadable(String reason, @Nullable String id) implements NvdReading {}
}
