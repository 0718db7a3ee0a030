package org.snowguard.localpg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the owner, of the server, of both, at any moment. */
@Timeout(180)
class KilledOwnerTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Shared, because creating a durable database takes seconds. */
  @TempDir static Path directory;

  private static LocalPostgresConfig config;
  private static ServerProcesses processes;

  @BeforeAll
  static void letTheServerIn() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    config = LocalPostgresConfig.at(directory.resolve("pg"));
    processes = new ServerProcesses(new DataFiles(config.dataDirectory()).data());
  }

  @AfterEach
  void leaveNoServerBehind() {
    processes.running().ifPresent(server -> kill(server.pid()));
  }

  private static ChildJvm owner() throws IOException {
    return owner(config);
  }

  private static ChildJvm owner(LocalPostgresConfig config) throws IOException {
    return ChildJvm.run(OwnerProgram.class, config.dataDirectory(), config.cacheDirectory());
  }

  /** Waits until the owner has committed so many rows more and returns the number of the last. */
  private static int awaitRows(ChildJvm owner, int count) throws IOException {
    String last = owner.await("committed");
    for (int row = 1; row < count; row++) {
      last = owner.await("committed");
    }
    return Integer.parseInt(last);
  }

  private static int killAndReadLastRow(ChildJvm owner, int known) throws IOException {
    return owner.killAndReadLast("committed").map(Integer::valueOf).orElse(known);
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  private static int committed(LocalPostgres postgres) {
    return Integer.parseInt(Sql.on(postgres).query("select max(n) from committed"));
  }

  @Test
  void aSecondProcessIsToldWhichOneOwnsTheDatabase() throws Exception {
    try (ChildJvm owner = owner()) {
      owner.await("ready");

      assertThatThrownBy(() -> LocalPostgres.start(config))
          .isInstanceOf(LocalPostgresException.class)
          .hasMessageContaining("already running as process " + owner.process().pid())
          .hasMessageContaining("--data");
      owner.end();
    }
  }

  @Test
  void aProcessThatEndsNormallyStopsItsServer() throws Exception {
    try (ChildJvm owner = owner()) {
      awaitRows(owner, 3);
      assertThat(processes.running()).isPresent();

      owner.end();

      assertThat(processes.running()).isEmpty();
      assertThat(PostmasterFile.in(new DataFiles(config.dataDirectory()).data())).doesNotExist();
    }
  }

  @Test
  void theServerOfAKilledOwnerIsTakenOver() throws Exception {
    try (ChildJvm owner = owner()) {
      int last = killAndReadLastRow(owner, awaitRows(owner, 20));
      PostmasterFile server = processes.running().orElseThrow();

      try (LocalPostgres postgres = LocalPostgres.start(config)) {
        assertThat(processes.running()).contains(server);
        assertThat(postgres.port()).isEqualTo(server.port());
        assertThat(committed(postgres)).isGreaterThanOrEqualTo(last);
        assertThat(
                Sql.on(postgres)
                    .query("select count(*) from pg_stat_activity where usename = current_user"))
            .as("sessions, of which the old owner has none")
            .isEqualTo("1");
      }
      assertThat(processes.running()).isEmpty();
    }
  }

  @Test
  void aServerWithSettingsOfAnotherReleaseIsRestarted() throws Exception {
    try (ChildJvm owner = owner()) {
      awaitRows(owner, 1);
      owner.kill();
      PostmasterFile server = processes.running().orElseThrow();
      Files.writeString(new DataFiles(config.dataDirectory()).settings(), "# of another release\n");

      try (LocalPostgres postgres = LocalPostgres.start(config)) {
        assertThat(processes.running().orElseThrow().pid()).isNotEqualTo(server.pid());
        assertThat(committed(postgres)).isPositive();
      }
    }
  }

  @Test
  void afterOwnerAndServerAreKilledNothingCommittedIsLost() throws Exception {
    for (int rows : List.of(1, 50, 300)) {
      int last;
      try (ChildJvm owner = owner()) {
        int known = awaitRows(owner, rows);
        kill(processes.running().orElseThrow().pid());
        last = killAndReadLastRow(owner, known);
      }
      try (LocalPostgres postgres = LocalPostgres.start(config)) {
        assertThat(committed(postgres)).isGreaterThanOrEqualTo(last);
      }
    }
  }

  @Test
  void aLivingOwnerStartsItsKilledServerAgainOnTheSamePort() throws Exception {
    try (LocalPostgres postgres = LocalPostgres.start(config)) {
      Sql.on(postgres).execute("create table if not exists note as select 'kept' as text");
      PostmasterFile server = processes.running().orElseThrow();
      kill(server.pid());

      assertThat(
              Waiting.until(
                  LIMIT,
                  () ->
                      processes
                          .running()
                          .filter(now -> now.pid() != server.pid())
                          .filter(now -> now.state() == PostmasterFile.State.READY)
                          .isPresent()))
          .isTrue();
      assertThat(Sql.on(postgres).query("select text from note")).isEqualTo("kept");
    }
    assertThat(processes.running()).isEmpty();
  }

  @Test
  void aKilledServerIsRecoveredThoughItsBackendIsStillBusy() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (ChildJvm owner = owner();
        LocalPostgres guest = guestOf(owner)) {
      Thread.ofVirtual().start(() -> countForEver(guest, ended));
      awaitBusy(guest);
      owner.kill();
      kill(processes.running().orElseThrow().pid());
    }

    try (LocalPostgres next = LocalPostgres.start(config)) {
      assertThat(committed(next)).isPositive();
    }
    ended.await();
  }

  private LocalPostgres guestOf(ChildJvm owner) throws IOException {
    owner.await("committed");
    return LocalPostgres.startOrJoin(config);
  }

  private static void countForEver(LocalPostgres postgres, CountDownLatch ended) {
    try (Connection connection = Sql.on(postgres).connect();
        Statement statement = connection.createStatement()) {
      statement.execute("do $$ begin loop end loop; end $$");
    } catch (SQLException e) {
      ended.countDown();
    }
  }

  private static void awaitBusy(LocalPostgres postgres) {
    assertThat(
            Waiting.until(
                LIMIT,
                () ->
                    !Sql.on(postgres)
                        .query(
                            "select count(*) from pg_stat_activity where state = 'active' and query"
                                + " like 'do %'")
                        .equals("0")))
        .isTrue();
  }

  @Test
  void aProcessIdThatNowBelongsToAnotherProgramDoesNotMislead() throws Exception {
    try (ChildJvm owner = owner()) {
      awaitRows(owner, 1);
      owner.kill();
      kill(processes.running().orElseThrow().pid());
    }
    assertThat(Waiting.until(LIMIT, () -> processes.running().isEmpty())).isTrue();
    Path pidFile = PostmasterFile.in(new DataFiles(config.dataDirectory()).data());
    List<String> lines = Files.readAllLines(pidFile);
    Process stranger =
        new ProcessBuilder(ServerUser.choose().wrap(List.of("sleep", "60")))
            .directory(directory.toFile())
            .start();
    try {
      lines.set(0, Long.toString(stranger.pid()));
      Files.write(pidFile, lines);

      try (LocalPostgres next = LocalPostgres.start(config)) {
        assertThat(committed(next)).isPositive();
        assertThat(stranger.isAlive()).isTrue();
      }
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void anOwnerKilledWhileCreatingTheDatabaseLeavesNothingInTheWay() throws Exception {
    LocalPostgresConfig fresh = LocalPostgresConfig.at(directory.resolve("fresh"));
    try (ChildJvm owner = owner(fresh)) {
      owner.await("starting");
      assertThat(Waiting.until(LIMIT, () -> initdbIsAtWork(fresh))).isTrue();
      owner.kill();
    }

    try (LocalPostgres postgres = LocalPostgres.start(fresh)) {
      assertThat(Sql.on(postgres).query("select 1")).isEqualTo("1");
      assertThat(Directories.childrenStartingWith(fresh.dataDirectory(), DataFiles.STAGING_PREFIX))
          .isEmpty();
    }
  }

  private static boolean initdbIsAtWork(LocalPostgresConfig fresh) {
    try {
      return Files.isDirectory(fresh.dataDirectory())
          && Directories.childrenStartingWith(fresh.dataDirectory(), DataFiles.STAGING_PREFIX)
              .stream()
              .anyMatch(staging -> Files.exists(DataFiles.dataIn(staging).resolve("PG_VERSION")));
    } catch (IOException e) {
      return false;
    }
  }
}
