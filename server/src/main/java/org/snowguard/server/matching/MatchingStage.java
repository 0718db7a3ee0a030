package org.snowguard.server.matching;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.core.match.Matcher;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.matching.RecordFeed.Place;
import org.snowguard.server.matching.RecordFeed.Traced;
import org.snowguard.server.vulnerability.StoredRecord;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.Transactions;

/**
 * Follows changed records: each is matched once its change number is visible. When packages or
 * lessons change, the records that this can touch are matched again, and no others. An algorithm
 * that is not released is compared only. Stopped anywhere, it goes on where it was.
 */
public final class MatchingStage {

  static final String STAGE = "matching";
  static final int PORTION = 1_000;
  private static final Logger log = LoggerFactory.getLogger(MatchingStage.class);

  private final Vulnerabilities vulnerabilities;
  private final MatchIndexes indexes;
  private final SuggestionSink sink;
  private final MatchingStore store;
  private final LookupStore lookups;
  private final StatisticsStore statistics;
  private final IndexAdoption adoption;
  private final Algorithms algorithms;
  private final ChangeStreams changes;
  private final Transactions transactions;
  private final RunningWork running;
  private final MatchMeter meter;
  private boolean begun;
  private boolean adopted;
  private long portions;

  MatchingStage(
      Vulnerabilities vulnerabilities,
      MatchIndexes indexes,
      SuggestionSink sink,
      MatchingStores stores,
      Algorithms algorithms,
      ChangeStreams changes,
      Transactions transactions,
      RunningWork running,
      MatchMeter meter) {
    this.vulnerabilities = vulnerabilities;
    this.indexes = indexes;
    this.sink = sink;
    store = stores.runs();
    lookups = stores.lookups();
    statistics = stores.statistics();
    this.algorithms = algorithms;
    adoption = new IndexAdoption(stores, algorithms, transactions);
    this.changes = changes;
    this.transactions = transactions;
    this.running = running;
    this.meter = meter;
  }

  /** Matches all that has changed since the last time; one caller at a time on this node. */
  public synchronized void catchUp() throws InterruptedException {
    begun = true;
    statistics.refresh();
    MatchIndex index;
    try (RunningWork.Task task = running.begin("Building the matching index", "steps", null)) {
      task.at(0, null);
      index = indexes.upToDate();
    }
    if (follow(index)) {
      sink.caughtUp();
    }
  }

  /**
   * The same where nobody asked on this node: for what others have left. Does nothing before the
   * first {@link #catchUp}, which waits for all that is given at the start, nor while a program
   * with another algorithm is at work: the two would undo each other's work.
   */
  synchronized void poll() throws InterruptedException {
    if (!begun || (adopted && isOfAnotherProgram(store.fingerprint(STAGE)))) {
      return;
    }
    long before = portions;
    if (follow(indexes.upToDate()) && portions > before) {
      sink.caughtUp();
    }
  }

  private boolean isOfAnotherProgram(@Nullable String fingerprint) {
    return fingerprint != null && !fingerprint.startsWith(indexes.algorithm() + " ");
  }

  /** False if another node has taken over. */
  private boolean follow(MatchIndex index) throws InterruptedException {
    adoption.adopt(index);
    adopted = true;
    try {
      followChanges(index);
      followDue(index);
      compare(index);
      return true;
    } catch (Overtaken e) {
      log.info("Stopped matching: {}", e.getMessage());
      return false;
    }
  }

  private void followChanges(MatchIndex index) throws InterruptedException {
    ChangedRecords changed =
        new ChangedRecords(
            vulnerabilities,
            changes,
            results(index),
            meter,
            index.fingerprint(),
            changes.last(ChangeStreams.VULNERABILITY));
    if (!changed.isEmpty()) {
      follow(index, changed);
      transactions.run(changed::end);
    }
  }

  private void followDue(MatchIndex index) throws InterruptedException {
    DueRecords due =
        new DueRecords(vulnerabilities, changes, lookups, results(index), index.fingerprint());
    while (due.size() > 0) {
      follow(index, due);
    }
  }

  /** Finds what the running algorithm would change, where another one is released. */
  private void compare(MatchIndex index) throws InterruptedException {
    if (!algorithms.differs()) {
      return;
    }
    ComparedRecords compared =
        new ComparedRecords(vulnerabilities, changes, algorithms.store(), sink, index);
    while (compared.size() > 0) {
      follow(index, compared);
    }
    algorithms.announce();
  }

  private MatchResults results(MatchIndex index) {
    return new MatchResults(sink, lookups, algorithms.store(), index);
  }

  private void follow(MatchIndex index, RecordFeed feed) throws InterruptedException {
    long run = transactions.call(() -> store.begin(Matcher.ALGORITHM));
    long records = 0;
    long suggestions = 0;
    try (RunningWork.Task task = running.begin(feed.title(), "records", feed.size());
        ExecutorService ahead = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Traced>> next = ahead.submit(() -> match(index, feed, RecordFeed.START));
      for (List<Traced> portion = await(next); !portion.isEmpty(); portion = await(next)) {
        Place end = Place.of(portion.getLast().stored());
        next = ahead.submit(() -> match(index, feed, end));
        List<Traced> matched = portion;
        suggestions += transactions.call(() -> feed.store(matched));
        feed.stored(matched);
        records += portion.size();
        portions++;
        task.add(portion.size());
      }
    }
    long matchedRecords = records;
    long written = suggestions;
    transactions.run(() -> store.finish(run, matchedRecords, written));
    if (records >= PORTION) {
      statistics.refresh();
    }
    log.info("Matched {} records: {} suggestions written", records, suggestions);
  }

  private static List<Traced> match(MatchIndex index, RecordFeed feed, Place after) {
    List<StoredRecord> records = feed.after(after);
    return (feed.isUrgent() ? records.parallelStream() : records.stream())
        .map(stored -> new Traced(stored, index.matcher().trace(stored.record())))
        .toList();
  }

  private static List<Traced> await(Future<List<Traced>> future) throws InterruptedException {
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
