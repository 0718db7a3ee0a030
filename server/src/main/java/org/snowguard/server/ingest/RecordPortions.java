package org.snowguard.server.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Records on their way into the sink, in portions that are stored one by one, with what was counted
 * and what could not be read.
 */
public final class RecordPortions {

  private final RecordSink sink;
  private final int size;
  private final Map<String, IncomingRecord> portion = new LinkedHashMap<>();
  private final Map<String, ReadingProblem> problems = new LinkedHashMap<>();
  private final Set<String> ids = new HashSet<>();
  private ImportCounts counts = ImportCounts.NONE;

  /**
   * @param size how many records are stored at a time
   */
  RecordPortions(RecordSink sink, int size) {
    this.sink = sink;
    this.size = size;
  }

  /**
   * Takes a record that counts; of several of one source and id in a portion the last. Gives how
   * many records that has stored.
   */
  public int take(IncomingRecord record) {
    String key = record.source() + ":" + record.record().id();
    portion.remove(key);
    portion.put(key, record);
    return portion.size() == size ? store() : 0;
  }

  /** Stores what was taken so far; gives how many records that were. */
  public int store() {
    int taken = portion.size();
    if (taken > 0) {
      RecordSink.Taken stored = sink.take(List.copyOf(portion.values()));
      portion.values().forEach(record -> ids.add(record.record().id()));
      portion.clear();
      count(new ImportCounts(0, stored.changed(), stored.superseded(), 0));
    }
    return taken;
  }

  /** Notes what could not be read; the first problem of a place stands. */
  public void note(ReadingProblem problem) {
    problems.putIfAbsent(problem.entry(), problem);
  }

  /** Adds to the counts, besides what the sink makes of the records. */
  public void count(ImportCounts more) {
    counts = counts.plus(more);
  }

  public ImportCounts counts() {
    return counts;
  }

  List<ReadingProblem> problems() {
    return new ArrayList<>(problems.values());
  }

  /** The ids of all records stored. */
  Set<String> ids() {
    return ids;
  }
}
