package org.snowguard.server.matching;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** The tables of the matching stage. */
record MatchingStores(
    MatchingStore runs, IndexPartStore parts, LookupStore lookups, StatisticsStore statistics) {

  static MatchingStores in(Jdbi jdbi, Clock clock) {
    return new MatchingStores(
        new MatchingStore(jdbi, clock),
        new IndexPartStore(jdbi),
        new LookupStore(jdbi),
        new StatisticsStore(jdbi));
  }
}
