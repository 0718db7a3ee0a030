package org.snowguard.server.matching;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.core.match.Matcher;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.vulnerability.StoredRecord;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.Transactions;

/**
 * Follows changed records: each is matched once its change number is visible. When packages,
 * lessons or the algorithm change, it begins again at the first record; what is equal writes
 * nothing. Stopped anywhere, it goes on where it was.
 */
public final class MatchingStage {

  private static final Logger log = LoggerFactory.getLogger(MatchingStage.class);
  private static final String STAGE = "matching";
  private static final int PORTION = 1_000;

  private final Vulnerabilities vulnerabilities;
  private final MatchIndexes indexes;
  private final SuggestionSink sink;
  private final MatchingStore store;
  private final ChangeStreams changes;
  private final Transactions transactions;
  private final RunningWork running;

  MatchingStage(
      Vulnerabilities vulnerabilities,
      MatchIndexes indexes,
      SuggestionSink sink,
      MatchingStore store,
      ChangeStreams changes,
      Transactions transactions,
      RunningWork running) {
    this.vulnerabilities = vulnerabilities;
    this.indexes = indexes;
    this.sink = sink;
    this.store = store;
    this.changes = changes;
    this.transactions = transactions;
    this.running = running;
  }

  /** Matches all that has changed since the last time; one caller at a time on this node. */
  public synchronized void catchUp() throws InterruptedException {
    MatchIndex index;
    try (RunningWork.Task task = running.begin("Building the matching index", "steps", null)) {
      task.at(0, null);
      index = indexes.upToDate();
    }
    if (transactions.call(() -> store.adopt(STAGE, index.fingerprint()))) {
      log.info("Packages, lessons or algorithm changed: every record is matched again");
    }
    long upTo = changes.last(ChangeStreams.VULNERABILITY);
    long from = changes.watermark(STAGE);
    try {
      if (from < upTo) {
        follow(index, from, upTo);
      }
      sink.caughtUp();
    } catch (Overtaken e) {
      log.info("Stopped matching: {}", e.getMessage());
    }
  }

  /** Another node has taken the stage over; what this one has not committed is left to it. */
  private static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1;

    Overtaken() {
      super("another node matches with newer packages, lessons or algorithm");
    }
  }

  private record Place(long change, long id) {}

  private record Matched(List<MatchedRecord> records, Place end) {}

  private void follow(MatchIndex index, long from, long upTo) throws InterruptedException {
    long run = transactions.call(() -> store.begin(Matcher.ALGORITHM));
    long records = 0;
    long suggestions = 0;
    try (RunningWork.Task task =
            running.begin("Matching", "records", vulnerabilities.countChangedAfter(from));
        ExecutorService ahead = Executors.newVirtualThreadPerTaskExecutor()) {
      Place start = new Place(from, Long.MAX_VALUE);
      Future<Matched> next = ahead.submit(() -> match(index, start, upTo));
      for (Matched matched = await(next); !matched.records().isEmpty(); matched = await(next)) {
        Place end = matched.end();
        next = ahead.submit(() -> match(index, end, upTo));
        suggestions += write(index, matched, upTo);
        records += matched.records().size();
        task.add(matched.records().size());
      }
    }
    long matchedRecords = records;
    long written = suggestions;
    transactions.run(
        () -> {
          advance(index, upTo);
          store.finish(run, matchedRecords, written);
        });
    log.info("Matched {} records: {} suggestions written", records, suggestions);
  }

  private Matched match(MatchIndex index, Place after, long upTo) {
    List<StoredRecord> records =
        vulnerabilities.changedAfter(after.change(), after.id(), upTo, PORTION);
    List<MatchedRecord> matched =
        records.parallelStream()
            .map(
                stored ->
                    new MatchedRecord(
                        stored.vulnerabilityId(),
                        stored.record(),
                        index.matcher().match(stored.record())))
            .toList();
    Place end =
        records.isEmpty()
            ? after
            : new Place(records.getLast().change(), records.getLast().vulnerabilityId());
    return new Matched(matched, end);
  }

  /** The mark moves to the last change that is surely whole: a portion may end inside one. */
  private int write(MatchIndex index, Matched matched, long upTo) {
    return transactions.call(
        () -> {
          int written = sink.take(matched.records(), index);
          advance(index, Math.min(matched.end().change() - 1, upTo));
          return written;
        });
  }

  private void advance(MatchIndex index, long change) {
    if (!changes.advance(STAGE, index.fingerprint(), change)) {
      throw new Overtaken();
    }
  }

  private static Matched await(Future<Matched> future) throws InterruptedException {
    try {
      return future.get();
    } catch (java.util.concurrent.ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("matching a portion of records failed", e.getCause());
    }
  }
}
