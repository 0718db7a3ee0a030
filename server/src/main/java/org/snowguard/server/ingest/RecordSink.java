package org.snowguard.server.ingest;

import java.util.List;

/** Where sources hand the records that they read. Safe to be given the same record again. */
public interface RecordSink {

  /**
   * Stores a batch in one transaction. Of a record that is already stored with a greater {@code
   * dateUpdated} nothing is taken; of one that says the same, only the times.
   */
  Taken take(List<IncomingRecord> batch);

  /**
   * What became of a batch.
   *
   * @param changed new or changed in substance
   * @param superseded older than what is stored
   */
  record Taken(int changed, int superseded) {}
}
