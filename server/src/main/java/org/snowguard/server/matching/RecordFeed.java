package org.snowguard.server.matching;

import java.util.List;
import org.snowguard.core.match.TracedMatch;
import org.snowguard.server.vulnerability.StoredRecord;

/** Records that wait to be matched, in portions, and what becomes of the results. */
interface RecordFeed {

  /** Before the first record. */
  Place START = new Place(-1, Long.MAX_VALUE);

  /** After which record to go on. */
  record Place(long change, long vulnerabilityId) {
    static Place of(StoredRecord last) {
      return new Place(last.change(), last.vulnerabilityId());
    }
  }

  /** A record with what the matcher says of it. */
  record Traced(StoredRecord stored, TracedMatch match) {
    MatchedRecord matched() {
      return new MatchedRecord(stored.vulnerabilityId(), stored.record(), match.suggestions());
    }

    LookupStore.Lookups lookups() {
      return new LookupStore.Lookups(stored.vulnerabilityId(), match.lookups());
    }
  }

  /** For the page of running work. */
  String title();

  long size();

  /** Whether it may take all cores: else it leaves some to those who read pages meanwhile. */
  default boolean isUrgent() {
    return true;
  }

  /** The next portion; empty at the end. */
  List<StoredRecord> after(Place place);

  /**
   * Stores a portion in the caller's transaction, with the mark that it is done.
   *
   * @return how many suggestions were written
   * @throws Overtaken if the stage works with another index by now
   */
  int store(List<Traced> portion);

  /**
   * What {@link #store} did is committed. Only how long records took that were brought by a source
   * tells something.
   */
  default void stored(List<Traced> portion) {}
}
