package org.snowguard.server.ingest.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.job.JobRun;

/** One run of a source: how far it was read, and where it says how far it has come. */
public final class SourceRun {

  private final String source;
  private final SourceStore store;
  private final JobRun job;
  private final Instant now;
  private final @Nullable Instant dataAt;
  private Map<String, String> mark;
  private ImportCounts brought = ImportCounts.NONE;

  SourceRun(String source, SourceState state, SourceStore store, JobRun job, Instant now) {
    this.source = source;
    this.store = store;
    this.job = job;
    this.now = now;
    dataAt = state.dataAt();
    mark = state.mark();
  }

  /** How far the source was read; empty at first. */
  public Map<String, String> mark() {
    return mark;
  }

  /** Moves the mark, once what it stands for is stored; joins the caller's transaction. */
  public void mark(Map<String, String> reached) {
    store.mark(source, reached);
    mark = Map.copyOf(reached);
  }

  /** Adds to what this run has stored so far, which stays whatever becomes of the rest. */
  public void brought(ImportCounts more) {
    brought = brought.plus(more);
  }

  /** What was added so far. */
  public ImportCounts brought() {
    return brought;
  }

  /**
   * Refuses data from before what was stored already.
   *
   * @param at of which moment the data says that it is, or null if it does not say
   */
  public void requireNotOlder(@Nullable Instant at) throws FetchFailure {
    if (at != null && dataAt != null && at.isBefore(dataAt)) {
      throw new FetchFailure(
          "it gave data of %s, older than that of %s which is stored; kept what is stored"
              .formatted(at, dataAt));
    }
  }

  /**
   * Refuses data from the future: whatever comes after it would count as older.
   *
   * @param at of which moment the data says that it is, or null if it does not say
   * @param clocksDiffer by how much it may be ahead of our clock
   */
  public void requireNotAhead(@Nullable Instant at, Duration clocksDiffer) throws FetchFailure {
    if (at != null && at.isAfter(now.plus(clocksDiffer))) {
      throw new FetchFailure(
          "it gave data of %s, but it is %s; kept what is stored (is this computer's clock right?)"
              .formatted(at, now));
    }
  }

  /** When this run began. */
  public Instant now() {
    return now;
  }

  /** See {@link JobRun#at}. */
  public void at(String unit, long done, @Nullable Long total) {
    job.at(unit, done, total);
  }
}
