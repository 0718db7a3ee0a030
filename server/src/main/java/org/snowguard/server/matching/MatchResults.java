package org.snowguard.server.matching;

import java.util.List;
import org.snowguard.server.matching.RecordFeed.Traced;

/** What has been matched: suggestions, and on what they depend, in one transaction. */
final class MatchResults {

  private final SuggestionSink sink;
  private final LookupStore lookups;
  private final AlgorithmStore algorithms;
  private final MatchIndex index;

  MatchResults(
      SuggestionSink sink, LookupStore lookups, AlgorithmStore algorithms, MatchIndex index) {
    this.algorithms = algorithms;
    this.sink = sink;
    this.lookups = lookups;
    this.index = index;
  }

  int store(List<Traced> portion) {
    int written = sink.take(portion.stream().map(Traced::matched).toList(), index);
    lookups.write(portion.stream().map(Traced::lookups).toList(), index.algorithm());
    List<Long> ids = portion.stream().map(one -> one.stored().vulnerabilityId()).toList();
    lookups.done(ids);
    algorithms.forget(ids);
    return written;
  }
}
