package org.snowguard.localpg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of one database whose owner is not killed. */
class LocalPostgresTest {
  /** Shared, because creating a durable database takes seconds; each test has tables of its own. */
  @TempDir static Path directory;

  private static LocalPostgresConfig config;

  @BeforeAll
  static void letTheServerIn() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    config = LocalPostgresConfig.at(directory.resolve("pg with 'quote'"));
  }

  @Test
  void keepsDataAndPortFromOneStartToTheNext() {
    int port;
    try (LocalPostgres postgres = LocalPostgres.start(config)) {
      Sql.on(postgres).execute("create table note as select 'kept' as text");
      port = postgres.port();
    }

    try (LocalPostgres postgres = LocalPostgres.start(config)) {
      assertThat(Sql.on(postgres).query("select text from note")).isEqualTo("kept");
      assertThat(postgres.port()).isEqualTo(port);
    }
  }

  @Test
  void isDurableSecretAndDeterministic() throws IOException {
    try (LocalPostgres postgres = LocalPostgres.start(config)) {
      Sql sql = Sql.on(postgres);
      assertThat(
              List.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums").stream()
                  .map(setting -> sql.query("show " + setting)))
          .containsOnly("on");
      assertThat(sql.query("show server_encoding")).isEqualTo("UTF8");
      assertThat(
              sql.query(
                  "select string_agg(x, '' order by x) from unnest('{b,B,ä,a,_,Z}'::text[]) x"))
          .as("code point order")
          .isEqualTo("BZ_abä");
      assertThat(sql.query("select upper('añä')")).isEqualTo("AÑÄ");
      assertThat(sql.query("select rolsuper from pg_roles where rolname = current_user"))
          .isEqualTo("f");

      Path password = new DataFiles(config.dataDirectory()).password();
      assertThat(Files.getPosixFilePermissions(password))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThat(Files.readString(password).strip()).isEqualTo(postgres.password()).hasSize(64);
      assertThat(postgres.toString()).doesNotContain(postgres.password());
      assertThatThrownBy(() -> new Sql(postgres.jdbcUrl(), postgres.user(), "wrong").connect())
          .hasMessageContaining("password authentication failed");
      assertThatThrownBy(() -> new Sql(postgres.jdbcUrl(), "postgres", "").connect())
          .hasMessageContaining("no pg_hba.conf entry");
    }
  }

  @Test
  void listensOnTheLoopbackOnly() throws Exception {
    try (LocalPostgres postgres = LocalPostgres.start(config)) {
      assertThat(Sql.on(postgres).query("show listen_addresses")).isEqualTo("127.0.0.1");
      for (InetAddress address : ownAddresses()) {
        try (Socket socket = new Socket()) {
          assertThatThrownBy(
                  () -> socket.connect(new InetSocketAddress(address, postgres.port()), 2000))
              .as(address.toString())
              .isInstanceOf(IOException.class);
        }
      }
    }
  }

  private static List<InetAddress> ownAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }

  @Test
  void takesAnotherPortWhereTheRememberedOneIsTaken() throws IOException {
    LocalPostgres.start(config).close();
    int remembered =
        Integer.parseInt(Files.readString(config.dataDirectory().resolve("port")).strip());

    try (ServerSocket _ = new ServerSocket(remembered, 1, InetAddress.getLoopbackAddress());
        LocalPostgres postgres = LocalPostgres.start(config)) {
      assertThat(postgres.port()).isNotEqualTo(remembered);
      assertThat(Sql.on(postgres).query("select 1")).isEqualTo("1");
    }
  }

  @Test
  void refusesASecondOwnerAndNamesTheFirst() {
    try (LocalPostgres postgres = LocalPostgres.start(config)) {
      assertThatThrownBy(() -> LocalPostgres.start(config))
          .isInstanceOf(LocalPostgresException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining(config.dataDirectory().toString())
          .hasMessageContaining("--data");

      assertThat(Sql.on(postgres).query("select 1")).isEqualTo("1");
    }
  }

  @Test
  void aJoiningCommandUsesTheDatabaseAndLeavesItRunning() {
    try (LocalPostgres owner = LocalPostgres.start(config)) {
      try (LocalPostgres guest = LocalPostgres.startOrJoin(config)) {
        assertThat(guest.isOwner()).isFalse();
        Sql.on(guest).execute("create table guest_note as select 'by a guest' as text");
      }
      assertThat(Sql.on(owner).query("select text from guest_note")).isEqualTo("by a guest");
    }
    try (LocalPostgres alone = LocalPostgres.startOrJoin(config)) {
      assertThat(alone.isOwner()).isTrue();
      assertThat(Sql.on(alone).query("select text from guest_note")).isEqualTo("by a guest");
    }
  }

  @Test
  void explainsWhatToDoWithAnotherMajorVersion() throws IOException {
    LocalPostgres.start(config).close();
    Path version = new DataFiles(config.dataDirectory()).data().resolve("PG_VERSION");
    Files.writeString(version, "17\n");

    assertThatThrownBy(() -> LocalPostgres.start(config))
        .isInstanceOf(LocalPostgresException.class)
        .hasMessageContaining("written by PostgreSQL 17")
        .hasMessageContaining("brings PostgreSQL 18")
        .hasMessageContaining("Start with the Snowguard that wrote it")
        .hasMessageContaining("pg_dump of a PostgreSQL 17");

    Files.writeString(version, "18\n");
    LocalPostgres.start(config).close();
  }

  @Test
  void showsTheEndOfTheLogWhereTheServerDoesNotStart() throws IOException {
    LocalPostgres.start(config).close();
    Path local = new DataFiles(config.dataDirectory()).localSettings();
    Files.writeString(local, "shared_buffers = 'much'\n");

    assertThatThrownBy(() -> LocalPostgres.start(config))
        .isInstanceOf(LocalPostgresException.class)
        .hasMessageContaining("invalid value for parameter \"shared_buffers\"")
        .hasMessageContaining("postgresql.log");

    Files.delete(local);
    LocalPostgres.start(config).close();
  }

  @Test
  void whatAnInterruptedCreationLeftIsSweptAway() throws IOException {
    LocalPostgres.start(config).close();
    Path leftover = config.dataDirectory().resolve(DataFiles.STAGING_PREFIX + "x").resolve("data");
    Files.createDirectories(leftover);
    Files.writeString(leftover.resolve("PG_VERSION"), "18\n");

    try (LocalPostgres postgres = LocalPostgres.start(config)) {
      assertThat(Sql.on(postgres).query("select 1")).isEqualTo("1");
      assertThat(leftover.getParent()).doesNotExist();
    }
  }

  @Test
  void offersTheExtensionsThatTheDocumentationNames() {
    try (LocalPostgres postgres = LocalPostgres.start(config)) {
      for (String extension : List.of("pg_trgm", "btree_gin", "citext", "unaccent", "pgcrypto")) {
        Sql.on(postgres).execute("create extension " + extension);
      }
      assertThat(Sql.on(postgres).query("select similarity('openssl', 'openssl') = 1"))
          .isEqualTo("t");
    }
  }
}
