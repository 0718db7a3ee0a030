package org.snowguard.server.matching;

import java.util.List;
import org.snowguard.server.matching.RecordFeed.Traced;

/** What has been matched: suggestions, and on what they depend, in one transaction. */
final class MatchResults {

  private final SuggestionSink sink;
  private final LookupStore lookups;
  private final MatchIndex index;

  MatchResults(SuggestionSink sink, LookupStore lookups, MatchIndex index) {
    this.sink = sink;
    this.lookups = lookups;
    this.index = index;
  }

  int store(List<Traced> portion) {
    int written = sink.take(portion.stream().map(Traced::matched).toList(), index);
    lookups.write(portion.stream().map(Traced::lookups).toList(), index.algorithm());
    lookups.done(portion.stream().map(one -> one.stored().vulnerabilityId()).toList());
    return written;
  }
}
