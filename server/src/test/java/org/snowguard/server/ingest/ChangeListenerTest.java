package org.snowguard.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.server.TestDatabase;

class ChangeListenerTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final Semaphore heard = new Semaphore(0);
  private final ChangeStreams changes = new ChangeStreams(database.jdbi());
  private Thread thread = new Thread(this::listen);

  @BeforeEach
  void begin() throws InterruptedException {
    thread.start();
    assertThat(heard.tryAcquire(10, TimeUnit.SECONDS)).as("told once it listens").isTrue();
  }

  @AfterEach
  void end() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  private void listen() {
    Arrivals arrivals =
        new Arrivals() {
          @Override
          public void recordsArrived() {}

          @Override
          public void changesCommitted() {
            heard.release();
          }
        };
    try {
      new ChangeListener(database.jdbi(), arrivals).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void hearsOfChangesOnceTheyAreCommitted() throws InterruptedException {
    long before = changes.last(ChangeStreams.VULNERABILITY);
    database
        .transactions()
        .run(
            () -> {
              changes.lock(ChangeStreams.VULNERABILITY);
              assertThat(changes.next(ChangeStreams.VULNERABILITY)).isEqualTo(before + 1);
              assertThat(heard.availablePermits()).isZero();
            });
    assertThat(heard.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void asksNowAndThenWhetherTheDatabaseIsThereAndHearsAllTheSame() throws InterruptedException {
    Semaphore news = new Semaphore(0);
    ChangeNewsStore store = new ChangeNewsStore(database.jdbi(), Duration.ofMillis(1));
    Thread asking = Thread.ofPlatform().start(() -> store.listen(news::release));
    try {
      assertThat(news.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      awaitQuestion();
      database
          .transactions()
          .run(
              () -> {
                changes.lock(ChangeStreams.VULNERABILITY);
                changes.next(ChangeStreams.VULNERABILITY);
              });
      assertThat(news.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      asking.interrupt();
      asking.join();
    }
  }

  private static void awaitQuestion() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    String asked =
        "select count(*) from pg_stat_activity"
            + " where query = 'select 1' and datname = current_database()";
    while (database.jdbi().withHandle(handle -> handle.createQuery(asked).mapTo(long.class).one())
        == 0) {
      assertThat(System.nanoTime()).as("asked in time").isLessThan(deadline);
    }
  }

  @Test
  void listensAgainAfterItsConnectionBroke() throws InterruptedException {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where query like 'listen %' and datname = current_database()"));
    assertThat(heard.tryAcquire(30, TimeUnit.SECONDS)).as("told when it is back").isTrue();
  }
}
