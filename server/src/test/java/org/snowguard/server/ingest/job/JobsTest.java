package org.snowguard.server.ingest.job;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Several nodes on one database. Their clock runs, and a test may set it forward. */
class JobsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Duration CALM = Duration.ofMinutes(1);
  private static final Duration QUICK = Duration.ofMillis(100);
  private static final long ALICE = 1;

  private final RunningClock clock = new RunningClock();
  private final EventLog events = new EventLog(database.jdbi(), clock);
  private final List<Jobs> nodes = new ArrayList<>();

  @BeforeEach
  void empty() {
    database.jdbi().useHandle(handle -> handle.execute("truncate scheduled_tasks, job, event"));
  }

  @AfterEach
  void stop() {
    nodes.forEach(Jobs::stop);
  }

  private Jobs node(String name, DataSource dataSource, Job... jobs) {
    return node(name, CALM, dataSource, jobs);
  }

  private Jobs node(String name, Duration heartbeat, DataSource dataSource, Job... jobs) {
    Jobs node =
        new Jobs(
            List.of(jobs),
            new Jobs.Node(name, Duration.ofMillis(20), heartbeat),
            dataSource,
            Jdbi.create(dataSource).installPlugin(new PostgresPlugin()),
            database.transactions(),
            events,
            clock);
    nodes.add(node);
    node.begin();
    return node;
  }

  private interface Work {
    void run(JobRun run) throws InterruptedException;
  }

  /** Due again in a day. */
  private Job job(String name, Work work) {
    return new Job() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String title() {
        return "The job " + name;
      }

      @Override
      public Instant run(JobRun run) throws InterruptedException {
        work.run(run);
        return clock.instant().plus(Duration.ofDays(1));
      }
    };
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(30, SECONDS)).as("happened in time").isTrue();
  }

  private static final class RunningClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    synchronized void advance(Duration duration) {
      ahead = duration.plus(ahead);
    }

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** The node's way to the database, which a test can cut. */
  private static final class Line extends DelegatingDataSource {
    private volatile boolean isCut;

    Line() {
      super(database.dataSource());
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (isCut) {
        throw new SQLException("this node is dead");
      }
      return super.getConnection();
    }
  }

  @Test
  void workThatComesInWhileANodeStopsIsLeftToOthersWithoutAWord() {
    ExecutorService threads = Jobs.threads(1);
    threads.shutdownNow();
    assertThatCode(() -> threads.execute(() -> {})).doesNotThrowAnyException();
  }

  @Test
  void exactlyOneNodeDoesEach() throws InterruptedException {
    int count = 20;
    Map<String, Integer> runs = new ConcurrentHashMap<>();
    CountDownLatch all = new CountDownLatch(count);
    Job[] jobs =
        IntStream.range(0, count)
            .mapToObj(
                number ->
                    job(
                        "job-" + number,
                        run -> {
                          runs.merge("job-" + number, 1, Integer::sum);
                          all.countDown();
                        }))
            .toArray(Job[]::new);
    node("one", database.dataSource(), jobs);
    node("two", database.dataSource(), jobs);
    await(all);
    stop();
    nodes.clear();
    assertThat(runs).hasSize(count).allSatisfy((name, times) -> assertThat(times).isEqualTo(1));
  }

  @Test
  void nodeThatDiesHalfWayIsReplaced() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Line line = new Line();
    node(
        "dying",
        QUICK,
        line,
        job(
            "import",
            run -> {
              run.at("records", 10, 100L);
              begun.countDown();
              never.await();
            }));
    await(begun);
    assertThat(nodes.getFirst().list().getFirst().run())
        .isNotNull()
        .satisfies(
            run -> {
              assertThat(run.node()).isEqualTo("dying");
              assertThat(run.done()).isEqualTo(10);
              assertThat(run.total()).isEqualTo(100);
            });
    node("living", QUICK, database.dataSource(), job("import", run -> done.countDown()));
    line.isCut = true;
    await(done);
  }

  @Test
  void livingNodeIsNotReplaced() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    BlockingQueue<String> runs = new LinkedBlockingQueue<>();
    Job job =
        job(
            "import",
            run -> {
              runs.add("begun");
              begun.countDown();
              finish.await();
              runs.add("done");
            });
    node("one", QUICK, database.dataSource(), job);
    await(begun);
    Jobs two = node("two", QUICK, database.dataSource(), job);
    // Long after a silent node would count as dead.
    Instant late = clock.instant().plus(QUICK.multipliedBy(10));
    eventually(
        () -> {
          Instant lookedAt = two.lookedAt();
          return lookedAt != null && lookedAt.isAfter(late);
        });
    finish.countDown();
    assertThat(runs.poll(30, SECONDS)).isEqualTo("begun");
    assertThat(runs.poll(30, SECONDS)).isEqualTo("done");
    stop();
    nodes.clear();
    assertThat(runs).isEmpty();
  }

  @Test
  void pausedRunEndsAtItsNextStepAndGoesOnWhenAllowed() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch paused = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch again = new CountDownLatch(1);
    Jobs node =
        node(
            "one",
            database.dataSource(),
            job(
                "import",
                run -> {
                  if (stopped.getCount() == 0) {
                    again.countDown();
                    return;
                  }
                  run.at("records", 1, null);
                  begun.countDown();
                  paused.await();
                  try {
                    run.at("records", 2, null);
                  } catch (JobStopped e) {
                    stopped.countDown();
                    throw e;
                  }
                }));
    await(begun);
    node.pause("import", ALICE);
    clock.advance(Duration.ofSeconds(2));
    paused.countDown();
    await(stopped);
    assertThat(node.list().getFirst().paused()).isTrue();
    // The clock must not be set forward before the next run is reckoned from it.
    eventually(
        () -> {
          Instant due = node.list().getFirst().dueAt();
          return due != null && due.isAfter(clock.instant());
        });
    node.resume("import", ALICE);
    clock.advance(JobRunner.PAUSED.plusSeconds(1));
    await(again);
    assertThat(events.latest(EventFilter.ALL, null, 10))
        .extracting(Event::kind)
        .containsExactly("job.resumed", "job.paused");
  }

  @Test
  void startedJobRunsBeforeItsTime() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(2);
    Jobs node =
        node(
            "one",
            database.dataSource(),
            job(
                "import",
                run -> {
                  first.countDown();
                  second.countDown();
                }));
    await(first);
    startOnceEnded(node);
    await(second);
  }

  private static void startOnceEnded(Jobs node) {
    eventually(
        () -> {
          try {
            node.start("import", ALICE);
            return true;
          } catch (Conflict stillRunning) {
            return false;
          }
        });
  }

  /** The scheduler puts a run down a moment after the job itself has ended. */
  private static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("happened in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void pausedOrUnknownJobIsNotStarted() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    Jobs node = node("one", database.dataSource(), job("import", run -> ran.countDown()));
    await(ran);
    node.pause("import", ALICE);
    assertThatExceptionOfType(Conflict.class).isThrownBy(() -> node.start("import", ALICE));
    assertThatExceptionOfType(Conflict.class).isThrownBy(() -> node.pause("import", ALICE));
    assertThatExceptionOfType(NotFound.class).isThrownBy(() -> node.start("other", ALICE));
    assertThat(events.count(EventFilter.ALL)).isEqualTo(1);
  }

  @Test
  void errorOfTheProgramEndsTheRunToo() {
    Jobs node =
        node(
            "one",
            database.dataSource(),
            job(
                "bad",
                run -> {
                  throw new NoClassDefFoundError("org/example/Lost");
                }));
    eventually(
        () -> {
          JobStatus bad = node.list().getFirst();
          return bad.run() == null && String.valueOf(bad.error()).contains("org/example/Lost");
        });
  }

  @Test
  void failureIsShownAndStopsNoOtherJob() throws InterruptedException {
    CountDownLatch other = new CountDownLatch(1);
    Jobs node =
        node(
            "one",
            database.dataSource(),
            job(
                "bad",
                run -> {
                  throw new IllegalStateException("the disk is full");
                }),
            job("good", run -> other.countDown()));
    await(other);
    eventually(() -> "the disk is full".equals(node.list().getFirst().error()));
  }

  @Test
  void failureThatTheJobForesawIsShownAndMeasured() {
    BlockingQueue<String> ended = new LinkedBlockingQueue<>();
    JobMeter meter = (job, took, good) -> ended.add(job + " " + good);
    Jobs node =
        node(
            "one",
            database.dataSource(),
            new MeteredJob(job("bad", run -> run.failed("no answer")), meter, clock));
    eventually(() -> "no answer".equals(node.list().getFirst().error()));
    assertThat(ended).containsExactly("bad false");
  }
}
