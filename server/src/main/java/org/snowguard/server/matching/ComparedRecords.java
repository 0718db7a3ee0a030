package org.snowguard.server.matching;

import java.util.List;
import java.util.Set;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.vulnerability.StoredRecord;
import org.snowguard.server.vulnerability.Vulnerabilities;

/**
 * Records whose suggestions the released algorithm made, to be compared with what the running one
 * says. Nothing of theirs is written.
 */
final class ComparedRecords implements RecordFeed {

  private final Vulnerabilities vulnerabilities;
  private final ChangeStreams changes;
  private final AlgorithmStore store;
  private final SuggestionSink sink;
  private final MatchIndex index;

  ComparedRecords(
      Vulnerabilities vulnerabilities,
      ChangeStreams changes,
      AlgorithmStore store,
      SuggestionSink sink,
      MatchIndex index) {
    this.vulnerabilities = vulnerabilities;
    this.changes = changes;
    this.store = store;
    this.sink = sink;
    this.index = index;
  }

  @Override
  public String title() {
    return "Comparing algorithm " + index.algorithm();
  }

  @Override
  public long size() {
    return store.countToCompare(index.algorithm());
  }

  @Override
  public List<StoredRecord> after(Place place) {
    long last = place.equals(START) ? -1 : place.vulnerabilityId();
    return vulnerabilities.records(
        store.toCompareAfter(index.algorithm(), last, MatchingStage.PORTION));
  }

  /** Released meanwhile: its records are due, and there is nothing left to compare. */
  @Override
  public int store(List<Traced> portion) {
    if (!changes.hold(MatchingStage.STAGE, index.fingerprint())
        || store.released().filter(index.algorithm()::equals).isPresent()) {
      throw new Overtaken();
    }
    // Another node may have matched some by the running algorithm since they were read.
    Set<Long> still = store.standingOnAnother(index.algorithm(), ids(portion));
    List<Traced> unchanged =
        DueRecords.unchanged(vulnerabilities, portion).stream()
            .filter(one -> still.contains(one.stored().vulnerabilityId()))
            .toList();
    sink.compare(unchanged.stream().map(Traced::matched).toList(), index);
    store.write(unchanged.stream().map(Traced::lookups).toList(), index.algorithm());
    return 0;
  }

  private static List<Long> ids(List<Traced> portion) {
    return portion.stream().map(one -> one.stored().vulnerabilityId()).toList();
  }
}
