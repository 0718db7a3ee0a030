package org.snowguard.server.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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
import org.snowguard.server.web.Transactions;

class MatchingStageTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  private final Jdbi jdbi = database.jdbi();
  private final Transactions transactions = database.transactions();
  private final ChangeStreams changes = new ChangeStreams(jdbi);
  private final Vulnerabilities vulnerabilities =
      new Vulnerabilities(jdbi, changes, transactions, clock);

  @BeforeEach
  void oneRecordToMatch() {
    jdbi.useHandle(handle -> handle.execute("truncate vulnerability, stage_watermark cascade"));
    vulnerabilities.take(
        List.of(Records.incoming("CVE-2024-0001", "2024-06-01T00:00:00Z", "A flaw")));
  }

  private void catchUp(Runnable whileMatching) throws InterruptedException {
    EventLog events = new EventLog(jdbi, clock);
    Channels channels = new Channels(jdbi, events, transactions, clock);
    SuggestionSink sink =
        new SuggestionSink() {
          @Override
          public int take(List<MatchedRecord> matched, MatchIndex index) {
            whileMatching.run();
            return matched.size();
          }

          @Override
          public void caughtUp() {}
        };
    new MatchingStage(
            vulnerabilities,
            new MatchIndexes(
                channels,
                new PackageIndex(jdbi, transactions),
                new Projects(jdbi, events, transactions, clock),
                new Aliases(jdbi, events, transactions, new LessonChanges(), clock)),
            sink,
            MatchingStores.in(jdbi, clock),
            changes,
            transactions,
            new RunningWork(clock, RunningWork.NOWHERE))
        .catchUp();
  }

  @Test
  void markMovesToTheLastChange() throws InterruptedException {
    catchUp(() -> {});
    assertThat(changes.watermark("matching")).isEqualTo(changes.last(ChangeStreams.VULNERABILITY));
  }

  @Test
  void runWithAnOlderIndexDoesNotMoveTheMarkOfANewerOne() throws InterruptedException {
    catchUp(() -> new MatchingStore(jdbi, clock).restart("matching", "of another node"));
    // What was written in the same transaction is rolled back with it, the adoption too.
    assertThat(changes.watermark("matching")).isZero();
  }
}
