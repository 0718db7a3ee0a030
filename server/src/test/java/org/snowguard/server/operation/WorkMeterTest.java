package org.snowguard.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snowguard.formats.epss.EpssScore;
import org.snowguard.formats.kev.KnownExploited;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.vulnerability.Records;
import org.snowguard.server.vulnerability.Threats;
import org.snowguard.server.vulnerability.Vulnerabilities;

class WorkMeterTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final String ID = "CVE-2024-0001";

  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  private final ChangeStreams changes = new ChangeStreams(database.jdbi());
  private final Vulnerabilities vulnerabilities =
      new Vulnerabilities(database.jdbi(), changes, database.transactions(), clock);
  private final Threats threats =
      new Threats(database.jdbi(), changes, database.transactions(), clock);
  private final OperationStore store = new OperationStore(database.jdbi());
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  /** What makes a record travel on months after it came, and leaves its substance as it was. */
  enum Later {
    KNOWN_EXPLOITED {
      @Override
      void comesTo(Threats threats) {
        threats.takeKnownExploited(
            List.of(new KnownExploited(ID, LocalDate.parse("2027-02-20"), null, "x", false)));
      }
    },
    HIGH_SCORE {
      @Override
      void comesTo(Threats threats) throws IOException {
        threats.takeScores(scores -> scores.take(new EpssScore(ID, 0.9f, 0.99f)));
      }
    };

    abstract void comesTo(Threats threats) throws IOException;
  }

  @BeforeEach
  void oldRecordIsMatched() {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute("truncate vulnerability, known_exploited, epss_score cascade"));
    vulnerabilities.take(List.of(Records.incoming(ID, "2024-06-01T00:00:00Z", "Text")));
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    insert into stage_watermark (stage, change) values ('matching', ?)
                    on conflict (stage) do update set change = excluded.change
                    """,
                    changes.last(ChangeStreams.VULNERABILITY)));
    assertThat(store.oldestUnmatched()).isEmpty();
    clock.advance(Duration.ofDays(92));
  }

  @ParameterizedTest
  @EnumSource
  void oldRecordCountsFromWhatMadeItTravelOn(Later later) throws IOException {
    later.comesTo(threats);
    assertThat(store.oldestUnmatched()).contains(clock.instant());
    clock.advance(Duration.ofSeconds(2));
    new WorkMeter(registry, store, clock)
        .matched(List.of(vulnerabilities.find(ID).orElseThrow().id()));
    assertThat(latency().count()).isEqualTo(1);
    assertThat(latency().max(TimeUnit.SECONDS)).isEqualTo(2);
  }

  private Timer latency() {
    return registry.get("snowguard.match.latency").timer();
  }

  @Test
  void whatCannotBeMeasuredIsMatchedAllTheSame() {
    Jdbi broken =
        Jdbi.create(
            () -> {
              throw new SQLException("the database is away");
            });
    WorkMeter meter = new WorkMeter(registry, new OperationStore(broken), clock);
    assertThatCode(() -> meter.matched(List.of(1L))).doesNotThrowAnyException();
    assertThat(latency().count()).isZero();
  }
}
