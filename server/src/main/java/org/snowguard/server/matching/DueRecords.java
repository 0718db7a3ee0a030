package org.snowguard.server.matching;

import java.util.List;
import java.util.Map;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.vulnerability.StoredRecord;
import org.snowguard.server.vulnerability.Vulnerabilities;

/** Records that have not changed, but whose suggestions a change of packages or lessons touches. */
final class DueRecords implements RecordFeed {

  /** What a lesson touches, or a day's packages: more are due after an upgrade or a new channel. */
  private static final long FEW = 2_000;

  /** While a portion is stored, its cards wait for whoever decides on them: a moment, no more. */
  private static final int SMALL_PORTION = MatchingStage.PORTION / 10;

  private final Vulnerabilities vulnerabilities;
  private final ChangeStreams changes;
  private final LookupStore lookups;
  private final MatchResults results;
  private final String fingerprint;
  private boolean few;

  DueRecords(
      Vulnerabilities vulnerabilities,
      ChangeStreams changes,
      LookupStore lookups,
      MatchResults results,
      String fingerprint) {
    this.vulnerabilities = vulnerabilities;
    this.changes = changes;
    this.lookups = lookups;
    this.results = results;
    this.fingerprint = fingerprint;
  }

  @Override
  public String title() {
    return "Matching what changed packages touch";
  }

  @Override
  public long size() {
    long due = lookups.countDue();
    few = due <= FEW;
    return due;
  }

  @Override
  public boolean isUrgent() {
    return !few;
  }

  @Override
  public List<StoredRecord> after(Place place) {
    long last = place.equals(START) ? -1 : place.vulnerabilityId();
    return vulnerabilities.records(
        lookups.dueAfter(last, few ? SMALL_PORTION : MatchingStage.PORTION));
  }

  @Override
  public int store(List<Traced> portion) {
    if (!changes.hold(MatchingStage.STAGE, fingerprint)) {
      throw new Overtaken();
    }
    return results.store(unchanged(vulnerabilities, portion));
  }

  /** Without those that have changed since they were read: a later pass reads them again. */
  static List<Traced> unchanged(Vulnerabilities vulnerabilities, List<Traced> portion) {
    Map<Long, Long> now =
        vulnerabilities.changes(
            portion.stream().map(one -> one.stored().vulnerabilityId()).toList());
    return portion.stream()
        .filter(
            one ->
                Long.valueOf(one.stored().change()).equals(now.get(one.stored().vulnerabilityId())))
        .toList();
  }
}
