package org.snowguard.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.app.backup.Backup;
import org.snowguard.server.app.backup.BackupException;
import org.snowguard.server.app.backup.BackupFile;
import org.snowguard.server.app.backup.Restore;
import org.snowguard.server.app.digest.DatabaseDigest;
import org.snowguard.server.app.schema.Schema;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.Dismissal;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.Role;

class BackupTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static byte[] archive = {};

  private final EmptyDatabase empty = EmptyDatabase.create();

  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void fill() throws IOException {
    TriageWorld world = new TriageWorld(database);
    world.ship(TriageWorld.UNSTABLE, Packages.of("curl 8.9"), Packages.of("zlib 1.3"));
    world.suggested("CVE-2024-0001", "zlib", 0.99, Verdict.AFFECTED);
    world.suggested("CVE-2024-0002", "curl", 0.99, Verdict.AFFECTED);
    // Text that means something to COPY, to JSON and to nobody.
    world.record("CVE-2024-0003", "Text");
    world.triage.dismiss(
        world.card("CVE-2024-0001").seen(),
        new Dismissal(DismissReason.NOT_THE_SAME_SOFTWARE, null, null),
        world.alice);
    world.accounts.issueLink(
        world.accounts.add("carol", java.util.EnumSet.of(Role.TRIAGER)), Duration.ofDays(1));
    world.jdbi.useHandle(
        handle -> {
          handle.execute(
              "update vulnerability set description = ? where public_id = 'CVE-2024-0003'",
              "Tab\t, backslash \\N, line\nend, \"quoted\", ü, 雪.");
          handle.execute("insert into spring_session values ('1', '1', 0, 0, 0, 0, null)");
          // The last number was given out, and must not be given again.
          handle.execute("insert into account (name, created_at) values ('dave', now())");
          handle.execute("delete from account where name = 'dave'");
          handle.execute("insert into job (name, title, node) values ('work', 'Work', 'there')");
          handle.execute(
              "insert into report_subscription values (?, now() - interval '20 days')",
              world.alice);
        });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    backup(database.dataSource()).writeTo(out);
    archive = out.toByteArray();
  }

  @AfterEach
  void drop() {
    empty.close();
  }

  private static Backup backup(javax.sql.DataSource dataSource) {
    return new Backup(dataSource, running(), Clock.systemUTC());
  }

  private static RunningWork running() {
    return new RunningWork(Clock.systemUTC(), RunningWork.NOWHERE);
  }

  private Restore.Restored restore(InputStream in) {
    return new Restore(empty.dataSource(), running()).readFrom(in);
  }

  private Restore.Restored restore(byte[] bytes) {
    return restore(new ByteArrayInputStream(bytes));
  }

  private void assertNothingKept() throws SQLException {
    assertThat(empty.number("select count(*) from pg_tables where tablename = 'vulnerability'"))
        .isLessThanOrEqualTo(1);
    if (new Schema(empty.dataSource()).standing().applied() != null) {
      assertThat(empty.number("select count(*) from vulnerability")).isZero();
      assertThat(empty.number("select count(*) from account")).isZero();
    }
  }

  @Test
  void anEmptyDatabaseMeansTheSameAfterwards() throws Exception {
    Restore.Restored restored = restore(archive);
    assertThat(restored.rows()).isPositive();
    assertThat(new DatabaseDigest(empty.jdbi()).lines())
        .isEqualTo(new DatabaseDigest(database.jdbi()).lines())
        .anyMatch(line -> line.table().equals("lessons") && line.rows() > 0);
    assertThat(empty.number("select count(*) from spring_session")).isZero();
    assertThat(empty.number("select count(*) from sign_in_link")).isZero();
    assertThat(empty.number("select count(*) from job where node is not null")).isZero();
    // What was mailed since the archive was made is not known: the next week is the first.
    assertThat(
            empty.number(
                "select count(*) from report_subscription where since > now() - interval '1 hour'"))
        .isEqualTo(1);
    assertThat(empty.number("select count(*) from vulnerability where search @@ 'backslash'"))
        .isEqualTo(1);
  }

  @Test
  void numbersThatWereGivenOutAreNotGivenAgain() throws Exception {
    restore(archive);
    String next =
        "insert into account (name, created_at) values ('eve', now()) returning account_id";
    long there =
        database.jdbi().withHandle(handle -> handle.createQuery(next).mapTo(long.class).one());
    database.jdbi().useHandle(handle -> handle.execute("delete from account where name = 'eve'"));
    assertThat(empty.number(next)).isLessThanOrEqualTo(there).isGreaterThan(4);
  }

  @Test
  void aDatabaseWithSomethingInItIsRefused() throws Exception {
    restore(archive);
    assertThatThrownBy(() -> restore(archive))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("not empty")
        .hasMessageContaining("account");
  }

  @Test
  void aDatabaseOfSomebodyElseIsRefused() throws Exception {
    empty.execute("create table theirs ()");
    assertThatThrownBy(() -> restore(archive)).hasMessageContaining("theirs");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.3, 0.9, 0.9999})
  void aTruncatedArchiveLeavesNothing(double part) throws Exception {
    byte[] cut = Arrays.copyOf(archive, (int) (archive.length * part));
    assertThatThrownBy(() -> restore(cut))
        .isInstanceOf(BackupException.class)
        .hasMessageMatching("(?s)While (reading|filling|checking) .*");
    assertNothingKept();
    restore(archive);
    assertThat(empty.number("select count(*) from vulnerability")).isEqualTo(3);
  }

  @Test
  void aChangedRowIsFound() throws Exception {
    byte[] changed =
        rewritten(
            (name, content) ->
                name.startsWith("tables/account/")
                    ? new String(content, UTF_8).replace("carol", "karla").getBytes(UTF_8)
                    : content);
    assertThatThrownBy(() -> restore(changed))
        .hasMessageContaining("the rows of account are not those that were written");
    assertNothingKept();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "format":1         | "format":2           | written by a newer Snowguard
          "schemaVersion":"  | "schemaVersion":"999 | schema has version 999
          "name":"account"   | "name":"pg_class"    | tables are not those of its schema
          {"format"          | {format              | its description is damaged
          """)
  void aHeadThatDoesNotFitIsRefused(String from, String to, String words) throws Exception {
    byte[] changed =
        rewritten(
            (name, content) ->
                name.equals("backup.json")
                    ? new String(content, UTF_8).replace(from, to).getBytes(UTF_8)
                    : content);
    assertThatThrownBy(() -> restore(changed))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining(words);
    assertNothingKept();
  }

  @Test
  void aMissingTableIsFound() throws Exception {
    byte[] changed = rewritten((name, content) -> name.contains("suggestion/") ? null : content);
    assertThatThrownBy(() -> restore(changed)).isInstanceOf(BackupException.class);
    assertNothingKept();
  }

  @Test
  void anotherFileIsNoArchive() {
    assertThatThrownBy(() -> restore("select 1;".getBytes(UTF_8)))
        .hasMessageContaining("no archive of snowguard backup");
  }

  @Test
  void aSessionThatEndsHalfWayLeavesNothing() throws Exception {
    InputStream killing =
        new FilterInputStream(new ByteArrayInputStream(archive)) {
          private int left = archive.length / 2;

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
              killSessions();
            }
            int count = super.read(bytes, offset, Math.min(length, 512));
            left -= count;
            return count;
          }
        };
    assertThatThrownBy(() -> restore(killing)).isInstanceOf(BackupException.class);
    assertNothingKept();
    restore(archive);
  }

  private void killSessions() {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createQuery(
                        "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                            + " where datname = :name")
                    .bind("name", empty.scratch().name())
                    .mapTo(long.class)
                    .one());
  }

  @Test
  void anOlderSchemaIsBroughtUpToDate() throws Exception {
    try (EmptyDatabase older = EmptyDatabase.create()) {
      new Schema(older.dataSource()).migrateTo("091");
      older.execute("insert into account (name, created_at) values ('alice', now())");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      backup(older.dataSource()).writeTo(out);
      assertThat(restore(out.toByteArray()).schemaVersion()).isEqualTo("091");
    }
    assertThat(new Schema(empty.dataSource()).standing().isCurrent()).isTrue();
    assertThat(empty.number("select count(*) from account where name = 'alice'")).isEqualTo(1);
  }

  @Test
  void aFileIsThereWholeOrNotAtAll() throws Exception {
    Path file = directory.resolve("backup.tar.zst");
    BackupFile.write(file, backup(database.dataSource())::writeTo);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(
            () ->
                BackupFile.write(
                    file,
                    out -> {
                      out.write(1);
                      throw new IOException("no space left");
                    }))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("no space left");
    assertThat(file).hasBinaryContent(before);
    assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void backupsToOneNameDoNotTouchEachOther() throws Exception {
    Path file = directory.resolve("backup.tar.zst");
    BackupFile.write(
        file,
        outer -> {
          outer.write(1);
          BackupFile.write(
              file,
              inner -> {
                inner.write(2);
                return inner;
              });
          assertThat(file).hasBinaryContent(new byte[] {2});
          outer.write(1);
          return outer;
        });
    assertThat(file).hasBinaryContent(new byte[] {1, 1});
    assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void whatAKilledBackupLeftIsRemoved() throws Exception {
    Path file = directory.resolve("backup.tar.zst");
    Files.writeString(directory.resolve("backup.tar.zst.123.partial"), "left");
    Path other = Files.writeString(directory.resolve("other.tar.zst.123.partial"), "not ours");
    BackupFile.write(file, backup(database.dataSource())::writeTo);
    assertThat(directory)
        .isDirectoryNotContaining(path -> !path.equals(file) && !path.equals(other));
    assertThat(other).exists();
  }

  @Test
  void aDatabaseWithoutSnowguardIsNoBackup() {
    assertThatThrownBy(() -> backup(empty.dataSource()).writeTo(new ByteArrayOutputStream()))
        .hasMessageContaining("no Snowguard in it");
  }

  @Test
  void aDatabaseOfASchemaBeforeTheJobsIsLookedThroughToo() {
    restore(archive);
    empty.jdbi().useHandle(handle -> handle.execute("drop table scheduled_tasks"));
    assertThatThrownBy(() -> restore(archive))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("the database is not empty");
  }

  /** The archive with other content; null leaves an entry out. */
  private static byte[] rewritten(
      BiFunction<String, byte[], byte @org.jspecify.annotations.Nullable []> change) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveInputStream from =
            new TarArchiveInputStream(new ZstdInputStream(new ByteArrayInputStream(archive)));
        TarArchiveOutputStream to = new TarArchiveOutputStream(new ZstdOutputStream(out))) {
      for (TarArchiveEntry entry = from.getNextEntry();
          entry != null;
          entry = from.getNextEntry()) {
        byte[] content = change.apply(entry.getName(), from.readAllBytes());
        if (content != null) {
          TarArchiveEntry written = new TarArchiveEntry(entry.getName());
          written.setSize(content.length);
          to.putArchiveEntry(written);
          to.write(content);
          to.closeArchiveEntry();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
