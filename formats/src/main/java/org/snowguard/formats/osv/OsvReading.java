package org.snowguard.formats.osv;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.VulnerabilityRecord;

/** What came of reading one record. */
public sealed interface OsvReading {

  /**
   * @param record state {@code REJECTED} where the source withdrew it
   * @param related ids of similar flaws: not the same, so no aliases
   * @param upstream ids that a distribution's record is about: often several flaws in one
   */
  record Read(VulnerabilityRecord record, List<String> related, List<String> upstream)
      implements OsvReading {
    public Read {
      related = List.copyOf(related);
      upstream = List.copyOf(upstream);
    }
  }

  /**
   * @param reason why, for people
   * @param id the record's id, where it could be told
   */
  record Unreadable(String reason, @Nullable String id) implements OsvReading {}
}
