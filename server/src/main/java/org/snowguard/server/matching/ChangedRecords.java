package org.snowguard.server.matching;

import java.util.List;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.vulnerability.StoredRecord;
import org.snowguard.server.vulnerability.Vulnerabilities;

/** Records that changed since the stage's mark, in the order of their changes. */
final class ChangedRecords implements RecordFeed {

  /** Of so many, each small portion is waited for; of more, the whole is. */
  private static final long FEW = 5_000;

  private static final int SMALL_PORTION = MatchingStage.PORTION / 4;

  private final Vulnerabilities vulnerabilities;
  private final ChangeStreams changes;
  private final MatchResults results;
  private final MatchMeter meter;
  private final String fingerprint;
  private final long from;
  private final long upTo;
  private long size = -1;

  ChangedRecords(
      Vulnerabilities vulnerabilities,
      ChangeStreams changes,
      MatchResults results,
      MatchMeter meter,
      String fingerprint,
      long upTo) {
    this.vulnerabilities = vulnerabilities;
    this.changes = changes;
    this.results = results;
    this.meter = meter;
    this.fingerprint = fingerprint;
    from = changes.watermark(MatchingStage.STAGE);
    this.upTo = upTo;
  }

  boolean isEmpty() {
    return from >= upTo;
  }

  @Override
  public String title() {
    return "Matching";
  }

  @Override
  public long size() {
    if (size < 0) {
      size = vulnerabilities.countChangedAfter(from);
    }
    return size;
  }

  @Override
  public List<StoredRecord> after(Place place) {
    Place next = place.equals(START) ? new Place(from, Long.MAX_VALUE) : place;
    return vulnerabilities.changedAfter(
        next.change(),
        next.vulnerabilityId(),
        upTo,
        size() <= FEW ? SMALL_PORTION : MatchingStage.PORTION);
  }

  /**
   * The mark moves to the last change that is surely whole: a portion may end inside one. A record
   * that has changed since it was read is left out: its change is newer than {@link #upTo}, so that
   * this run's mark does not pass it, and a node that has passed it has stored the newer text.
   */
  @Override
  public int store(List<Traced> portion) {
    advance(Math.min(portion.getLast().stored().change() - 1, upTo));
    return results.store(DueRecords.unchanged(vulnerabilities, portion));
  }

  @Override
  public void stored(List<Traced> portion) {
    meter.matched(portion.stream().map(one -> one.stored().vulnerabilityId()).toList());
  }

  /** All portions are stored. */
  void end() {
    advance(upTo);
  }

  private void advance(long change) {
    if (!changes.advance(MatchingStage.STAGE, fingerprint, change)) {
      throw new Overtaken();
    }
  }
}
