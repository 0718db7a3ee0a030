package org.snowguard.localpg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each user that PostgreSQL may have to run as; what a machine does not allow is skipped. */
@Timeout(180)
class ServerUserTest {
  @TempDir Path directory;

  @BeforeEach
  void letOthersPass() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ourselves", "snowguard", "postgres", "nobody", "namespace"})
  void startsStopsAndRecovers(String way) throws IOException {
    ServerUser user = available(way);
    LocalPostgresConfig config = LocalPostgresConfig.at(directory.resolve("pg"));
    DataFiles files = new DataFiles(config.dataDirectory());

    try (LocalPostgres postgres = LocalPostgres.open(config, user, false)) {
      Sql.on(postgres).execute("create table note as select 'kept' as text");
      long server = new ServerProcesses(files.data()).running().orElseThrow().pid();
      ProcessHandle.of(server).orElseThrow().destroyForcibly();
    }

    try (LocalPostgres postgres = LocalPostgres.open(config, user, false)) {
      assertThat(Sql.on(postgres).query("select text from note")).isEqualTo("kept");
      assertThat(Files.getOwner(files.data()).getName()).isEqualTo(ownerOfData(user));
    }
  }

  private static ServerUser available(String way) {
    boolean root = LocalPostgresConfig.runsAsRoot();
    if (way.equals("ourselves")) {
      assumeFalse(root, "skipped: root cannot run PostgreSQL as itself");
      return new ServerUser.Ourselves();
    }
    assumeTrue(root, "skipped: only root can run PostgreSQL as " + way);
    Optional<ServerUser> user =
        way.equals("namespace") ? ServerUser.namespace() : ServerUser.other(way);
    assumeTrue(user.isPresent(), "skipped: this machine offers no way to run as " + way);
    return user.orElseThrow();
  }

  private static String ownerOfData(ServerUser user) {
    return switch (user) {
      case ServerUser.Other other -> other.name();
      case ServerUser.Namespace _, ServerUser.Ourselves _ -> System.getProperty("user.name");
    };
  }

  @Test
  void anOrdinaryUserHasEverythingBelowItsHome() throws Exception {
    List<String> launcher = ordinaryUserLauncher();
    Path home = Files.createDirectory(directory.resolve("home"));
    if (ServerUser.other("nobody").orElse(null) instanceof ServerUser.Other nobody
        && LocalPostgresConfig.runsAsRoot()) {
      nobody.own(home);
    }

    try (ChildJvm child =
        ChildJvm.run(
            launcher, readableClassPath(), List.of("-Duser.home=" + home), LifeProgram.class)) {
      assertThat(child.await("data in"))
          .isEqualTo(home.resolve(".local/share/snowguard/postgres").toString());
      assertThat(child.await("found")).isEqualTo("kept");
      child.end();
    }
    assertThat(home.resolve(".cache/snowguard")).isDirectoryContaining("glob:**postgresql-18*");
  }

  /** We are one already, or as root we become nobody. */
  private static List<String> ordinaryUserLauncher() {
    List<String> clean = List.of("env", "-u", "XDG_DATA_HOME", "-u", "XDG_CACHE_HOME");
    if (!LocalPostgresConfig.runsAsRoot()) {
      return clean;
    }
    Optional<ServerUser> nobody = ServerUser.other("nobody");
    assumeTrue(nobody.isPresent(), "skipped: root cannot become nobody on this machine");
    return nobody.orElseThrow().wrap(clean);
  }

  /** Root's own libraries are closed to others: links to them in the open. */
  private String readableClassPath() throws IOException {
    Path libraries = Files.createDirectory(directory.resolve("lib"));
    List<String> entries = new ArrayList<>();
    for (String entry : ChildJvm.testClassPath().split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isRegularFile(path)) {
        Path link = libraries.resolve(path.getFileName());
        link(link, path);
        entries.add(link.toString());
      } else if (Files.isDirectory(path)) {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  private static void link(Path link, Path target) throws IOException {
    try {
      Files.createLink(link, target);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(target, link);
    }
  }

  @Test
  void rootIsToldWhichDirectoryIsClosedToTheServer() throws IOException {
    assumeTrue(LocalPostgresConfig.runsAsRoot(), "skipped: only root runs it as another user");
    assumeTrue(ServerUser.other("nobody").isPresent(), "skipped: root cannot become nobody here");
    Path closed = Files.createDirectory(directory.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    LocalPostgresConfig config = LocalPostgresConfig.at(closed.resolve("deep").resolve("pg"));

    assertThatThrownBy(
            () -> LocalPostgres.open(config, ServerUser.other("nobody").orElseThrow(), false))
        .isInstanceOf(LocalPostgresException.class)
        .hasMessageContaining("user nobody")
        .hasMessageContaining("may not enter " + closed + ",")
        .hasMessageContaining("chmod o+x " + closed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  |           |           | /var/lib/snowguard/postgres          | /var/cache/snowguard
          true  | /x/data   | /x/cache  | /var/lib/snowguard/postgres          | /var/cache/snowguard
          false |           |           | /home/u/.local/share/snowguard/postgres | /home/u/.cache/snowguard
          false | /x/data   | /x/cache  | /x/data/snowguard/postgres           | /x/cache/snowguard
          false | relative  | ''        | /home/u/.local/share/snowguard/postgres | /home/u/.cache/snowguard
          """)
  void defaultDirectories(boolean root, String xdgData, String xdgCache, Path data, Path cache) {
    Map<String, String> environment = new HashMap<>();
    if (xdgData != null) {
      environment.put("XDG_DATA_HOME", xdgData);
    }
    if (xdgCache != null) {
      environment.put("XDG_CACHE_HOME", xdgCache);
    }

    assertThat(LocalPostgresConfig.defaults(root, environment, Path.of("/home/u")))
        .isEqualTo(new LocalPostgresConfig(data, cache, true));
  }
}
