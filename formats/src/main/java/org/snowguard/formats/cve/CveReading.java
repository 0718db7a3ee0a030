package org.snowguard.formats.cve;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.VulnerabilityRecord;

/** What came of reading one record. */
public sealed interface CveReading {

  /**
   * @param remarks what was mended or left out, for people; mostly empty
   */
  record Read(VulnerabilityRecord record, List<String> remarks) implements CveReading {
    public Read {
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * @param reason why, for people
   * @param id the record's id, where it could be told
   */
  record Unreadable(String reason, @Nullable String id) implements CveReading {}
}
