package org.snowguard.server.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.match.LookupKeys;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.vulnerability.Records;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.Transactions;

class MatchingStageTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  private final Jdbi jdbi = database.jdbi();
  private final Transactions transactions = database.transactions();
  private final ChangeStreams changes = new ChangeStreams(jdbi);
  private final Vulnerabilities vulnerabilities =
      new Vulnerabilities(jdbi, changes, transactions, clock);

  private final EventLog events = new EventLog(jdbi, clock);
  private final MatchIndexes indexes =
      new MatchIndexes(
          new Channels(jdbi, events, transactions, clock),
          new PackageIndex(jdbi, transactions)::load,
          new Projects(jdbi, events, transactions, clock),
          new Aliases(jdbi, events, transactions, () -> {}, clock),
          new MatchingStore(jdbi, clock),
          transactions,
          "2-new");
  private final Sink sink = new Sink();

  /** Writes nothing, and does what a test wants in the middle of the work. */
  private static final class Sink implements SuggestionSink {
    Runnable whileMatching = () -> {};
    Runnable whileComparing = () -> {};
    int compared;
    int forgotten;
    int caughtUp;

    @Override
    public int take(List<MatchedRecord> matched, MatchIndex index) {
      whileMatching.run();
      return matched.size();
    }

    @Override
    public void compare(List<MatchedRecord> matched, MatchIndex index) {
      whileComparing.run();
      compared += matched.size();
    }

    @Override
    public void forgetComparisons() {
      forgotten++;
    }

    @Override
    public void caughtUp() {
      caughtUp++;
    }
  }

  @BeforeEach
  void oneRecordToMatch() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                truncate vulnerability, stage_watermark, matching_algorithm, matching_part, event
                  cascade
                """));
    vulnerabilities.take(
        List.of(Records.incoming("CVE-2024-0001", "2024-06-01T00:00:00Z", "A flaw")));
  }

  private Algorithms algorithms(MatchingSettings.Release release) {
    return new Algorithms(
        indexes.algorithm(),
        new MatchingSettings(release),
        jdbi,
        sink,
        events,
        transactions,
        new MatchingWake(),
        clock);
  }

  private void catchUp() throws InterruptedException {
    catchUp(MatchingSettings.Release.OPERATOR);
  }

  private void catchUp(MatchingSettings.Release release) throws InterruptedException {
    stage(release).catchUp();
  }

  private MatchingStage stage(MatchingSettings.Release release) {
    return new MatchingStage(
        vulnerabilities,
        indexes,
        sink,
        MatchingStores.in(jdbi, clock),
        algorithms(release),
        changes,
        transactions,
        new RunningWork(clock, RunningWork.NOWHERE),
        MatchMeter.NONE);
  }

  /** As if an older program had matched everything. */
  private void matchedByAnOlderAlgorithm() throws InterruptedException {
    catchUp();
    jdbi.useHandle(
        handle -> {
          handle.execute("update matching_algorithm set released = '1-old'");
          handle.execute("update matching_lookup set algorithm = '1-old'");
        });
  }

  private List<String> kinds() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery("select kind from event order by id").mapTo(String.class).list());
  }

  @Test
  void firstMatchReleasesItsAlgorithmUnasked() throws InterruptedException {
    catchUp();
    Algorithms.Standing standing = algorithms(MatchingSettings.Release.OPERATOR).standing();
    assertThat(standing).isEqualTo(new Algorithms.Standing("2-new", "2-new", 0, 0));
    assertThat(kinds()).isEmpty();
  }

  @Test
  void newAlgorithmIsComparedOnceAndRewritesNothing() throws InterruptedException {
    matchedByAnOlderAlgorithm();
    sink.whileMatching = () -> assertThat(true).as("nothing is rewritten").isFalse();
    catchUp();
    catchUp();
    assertThat(sink.compared).isEqualTo(1);
    assertThat(kinds()).containsExactly("algorithm.ready");
    assertThat(algorithms(MatchingSettings.Release.OPERATOR).standing().isReady()).isTrue();
  }

  @Test
  void comparisonThatStopsGoesOnAtTheNextRun() throws InterruptedException {
    matchedByAnOlderAlgorithm();
    sink.whileComparing =
        () -> {
          throw new IllegalStateException("the power fails");
        };
    assertThatThrownBy(this::catchUp).hasMessage("the power fails");
    Algorithms algorithms = algorithms(MatchingSettings.Release.OPERATOR);
    assertThat(algorithms.standing().toCompare()).isEqualTo(1);
    assertThatThrownBy(() -> algorithms.release("2-new", 7)).isInstanceOf(Conflict.class);
    sink.whileComparing = () -> {};
    catchUp();
    assertThat(algorithms.standing().isReady()).isTrue();
  }

  @Test
  void releasedTwiceItIsReleasedOnce() throws InterruptedException {
    matchedByAnOlderAlgorithm();
    catchUp();
    Algorithms algorithms = algorithms(MatchingSettings.Release.OPERATOR);
    assertThatThrownBy(() -> algorithms.release("1-other", 7)).isInstanceOf(Conflict.class);
    int forgotten = sink.forgotten;
    assertThat(algorithms.release("2-new", 7)).isTrue();
    assertThat(sink.forgotten).as("differences dropped").isEqualTo(forgotten + 1);
    assertThat(algorithms.release("2-new", 8)).isFalse();
    assertThat(algorithms.standing()).isEqualTo(new Algorithms.Standing("2-new", "2-new", 0, 1));
    catchUp();
    assertThat(algorithms.standing().due()).isZero();
    assertThat(kinds()).containsExactly("algorithm.ready", "algorithm.released");
  }

  @Test
  void releaseThatStopsHalfWayGoesOnAtTheNextRun() throws InterruptedException {
    matchedByAnOlderAlgorithm();
    catchUp();
    Algorithms algorithms = algorithms(MatchingSettings.Release.OPERATOR);
    algorithms.release("2-new", 7);
    sink.whileMatching =
        () -> {
          throw new IllegalStateException("the power fails");
        };
    assertThatThrownBy(this::catchUp).hasMessage("the power fails");
    assertThat(algorithms.standing().due()).isEqualTo(1);
    sink.whileMatching = () -> {};
    catchUp();
    assertThat(algorithms.standing().due()).isZero();
  }

  @Test
  void portionComparedBeforeTheReleaseIsNotStoredAfterIt() throws InterruptedException {
    matchedByAnOlderAlgorithm();
    catchUp();
    MatchIndex index = indexes.upToDate();
    Algorithms algorithms = algorithms(MatchingSettings.Release.OPERATOR);
    ComparedRecords feed =
        new ComparedRecords(vulnerabilities, changes, algorithms.store(), sink, index);
    jdbi.useHandle(handle -> handle.execute("truncate matching_preview"));
    List<RecordFeed.Traced> portion = traced(feed, index);
    assertThat(portion).hasSize(1);
    transactions.run(() -> feed.store(portion));
    algorithms.release("2-new", 7);
    assertThatThrownBy(() -> transactions.run(() -> feed.store(portion)))
        .isInstanceOf(Overtaken.class);
    assertThat(algorithms.store().compared()).isEmpty();
  }

  @Test
  void recordThatAnotherNodeMatchedMeanwhileIsNotCompared() throws InterruptedException {
    matchedByAnOlderAlgorithm();
    MatchIndex index = indexes.upToDate();
    AlgorithmStore store = algorithms(MatchingSettings.Release.OPERATOR).store();
    ComparedRecords feed = new ComparedRecords(vulnerabilities, changes, store, sink, index);
    List<RecordFeed.Traced> portion = traced(feed, index);
    assertThat(portion).hasSize(1);
    jdbi.useHandle(handle -> handle.execute("update matching_lookup set algorithm = '2-new'"));
    transactions.run(() -> feed.store(portion));
    assertThat(sink.compared).isZero();
    assertThat(store.compared()).isEmpty();
  }

  private static List<RecordFeed.Traced> traced(RecordFeed feed, MatchIndex index) {
    return feed.after(RecordFeed.START).stream()
        .map(stored -> new RecordFeed.Traced(stored, index.matcher().trace(stored.record())))
        .toList();
  }

  /** Two nodes follow the same changes; the slower one has read a record before it changed. */
  @Test
  void slowNodeStoresNoOlderTextAndMovesNoMarkBack() throws InterruptedException {
    catchUp();
    change("2024-06-02", "As the slow node read it");
    MatchIndex index = indexes.upToDate();
    ChangedRecords slow = changed(index);
    List<RecordFeed.Traced> portion = traced(slow, index);
    assertThat(portion).hasSize(1);
    change("2024-06-03", "As it is now");
    catchUp();
    long last = changes.last(ChangeStreams.VULNERABILITY);
    assertThat(transactions.<Integer>call(() -> slow.store(portion))).isZero();
    transactions.run(slow::end);
    assertThat(changes.watermark("matching")).isEqualTo(last);
  }

  private void change(String day, String text) {
    vulnerabilities.take(List.of(Records.incoming("CVE-2024-0001", day + "T00:00:00Z", text)));
  }

  private ChangedRecords changed(MatchIndex index) {
    return new ChangedRecords(
        vulnerabilities,
        changes,
        new MatchResults(
            sink,
            new LookupStore(jdbi),
            algorithms(MatchingSettings.Release.OPERATOR).store(),
            index),
        MatchMeter.NONE,
        index.fingerprint(),
        changes.last(ChangeStreams.VULNERABILITY));
  }

  @Test
  void algorithmThatComesBackIsAnnouncedAnew() throws InterruptedException {
    matchedByAnOlderAlgorithm();
    catchUp();
    catchUp();
    assertThat(kinds()).containsExactly("algorithm.ready");
    // The older program runs again for a while.
    new Algorithms(
            "1-old",
            new MatchingSettings(MatchingSettings.Release.OPERATOR),
            jdbi,
            sink,
            events,
            transactions,
            new MatchingWake(),
            clock)
        .adopt(LookupKeys.NONE);
    catchUp();
    assertThat(kinds()).containsExactly("algorithm.ready", "algorithm.ready");
  }

  @Test
  void secondRunOverTheSameIndexLooksForNoOtherAlgorithmsRecords() throws InterruptedException {
    catchUp();
    int forgotten = sink.forgotten;
    catchUp();
    assertThat(sink.forgotten).isEqualTo(forgotten);
  }

  @Test
  void changedRecordIsMatchedByTheRunningAlgorithmAndComparedNoMore() throws InterruptedException {
    matchedByAnOlderAlgorithm();
    catchUp();
    vulnerabilities.take(
        List.of(Records.incoming("CVE-2024-0001", "2024-06-02T00:00:00Z", "Quite another flaw")));
    catchUp();
    Algorithms algorithms = algorithms(MatchingSettings.Release.OPERATOR);
    assertThat(algorithms.store().compared()).isEmpty();
    assertThat(algorithms.standing().toCompare()).isZero();
    assertThat(sink.compared).isEqualTo(1);
  }

  @Test
  void settingReleasesUnattended() throws InterruptedException {
    matchedByAnOlderAlgorithm();
    catchUp(MatchingSettings.Release.AUTOMATIC);
    assertThat(algorithms(MatchingSettings.Release.OPERATOR).standing())
        .isEqualTo(new Algorithms.Standing("2-new", "2-new", 0, 0));
    assertThat(kinds()).containsExactly("algorithm.released");
    assertThat(sink.compared).isZero();
  }

  @Test
  void markMovesToTheLastChange() throws InterruptedException {
    catchUp();
    assertThat(changes.watermark("matching")).isEqualTo(changes.last(ChangeStreams.VULNERABILITY));
  }

  @Test
  void runWithAnOlderIndexDoesNotMoveTheMarkOfANewerOne() throws InterruptedException {
    sink.whileMatching =
        () -> new MatchingStore(jdbi, clock).restart("matching", "of another node");
    catchUp();
    // What was written in the same transaction is rolled back with it, the adoption too.
    assertThat(changes.watermark("matching")).isZero();
  }

  @Test
  void runThatFailedIsDoneAgainUnasked() {
    sink.whileMatching =
        () -> {
          sink.whileMatching = () -> {};
          throw new IllegalStateException("the database is away");
        };
    List<Duration> slept = new ArrayList<>();
    Iterator<Boolean> asked = List.of(true, false).iterator();
    MatchingWork work =
        new MatchingWork(
            atMost -> {
              slept.add(atMost);
              if (!asked.hasNext()) {
                throw new InterruptedException("the test ends");
              }
              return asked.next();
            },
            stage(MatchingSettings.Release.OPERATOR));
    assertThatThrownBy(work::run).isInstanceOf(InterruptedException.class);
    assertThat(slept).containsExactly(MatchingWork.POLL, MatchingWork.RETRY, MatchingWork.POLL);
    assertThat(changes.watermark("matching")).isEqualTo(changes.last(ChangeStreams.VULNERABILITY));
  }

  @Test
  void whatOthersLeftIsFoundWithoutBeingAsked() throws InterruptedException {
    MatchingStage stage = stage(MatchingSettings.Release.OPERATOR);
    stage.poll();
    assertThat(changes.watermark("matching")).as("before what the start gives is read").isZero();
    stage.catchUp();
    stage.poll();
    assertThat(sink.caughtUp).as("nothing to do, nothing to follow").isEqualTo(1);
    change("2024-06-02", "Read by another node");
    stage.poll();
    assertThat(changes.watermark("matching")).isEqualTo(changes.last(ChangeStreams.VULNERABILITY));
    assertThat(sink.caughtUp).isEqualTo(2);
  }

  @Test
  void programWithAnotherAlgorithmIsLeftAlone() throws InterruptedException {
    MatchingStage stage = stage(MatchingSettings.Release.OPERATOR);
    stage.catchUp();
    MatchingStore runs = new MatchingStore(jdbi, clock);
    transactions.run(() -> runs.adopt("matching", "3-newer abc"));
    stage.poll();
    assertThat(runs.fingerprint("matching")).isEqualTo("3-newer abc");
    stage.catchUp();
    assertThat(runs.fingerprint("matching")).startsWith("2-new ");
  }
}
