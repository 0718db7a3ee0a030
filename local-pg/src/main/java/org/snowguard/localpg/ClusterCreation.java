package org.snowguard.localpg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Creates the database cluster beside its final place and renames it there when all is done, so
 * that a process killed halfway leaves only something to sweep away.
 */
final class ClusterCreation {
  /** The role and the database of Snowguard. */
  static final String ROLE = "snowguard";

  private static final Duration SWEEP_LIMIT = Duration.ofSeconds(10);

  private static final String SUPERUSER = "postgres";

  private final PostgresBinaries binaries;
  private final ServerUser user;
  private final DataFiles files;
  private final Durability durability;

  ClusterCreation(
      PostgresBinaries binaries, ServerUser user, DataFiles files, Durability durability) {
    this.binaries = binaries;
    this.user = user;
    this.files = files;
    this.durability = durability;
  }

  /** Creates the cluster unless it is there; sweeps up what an interrupted creation left. */
  void unlessDone() throws IOException {
    for (Path leftover : Directories.childrenStartingWith(files.root(), DataFiles.STAGING_PREFIX)) {
      sweep(leftover);
    }
    if (Files.exists(files.cluster())) {
      refuseAnotherMajorVersion();
      return;
    }
    Path staging = Files.createTempDirectory(files.root(), DataFiles.STAGING_PREFIX);
    user.own(staging);
    String password = writePassword(staging);
    initialise(staging);
    createRoleAndDatabase(staging, password);
    if (durability == Durability.FULL) {
      run(staging, "initdb", List.of("--sync-only"), "");
      Directories.force(DataFiles.passwordIn(staging));
      Directories.force(staging);
    }
    Files.move(staging, files.cluster(), StandardCopyOption.ATOMIC_MOVE);
    Directories.force(files.root());
  }

  /** An initdb that outlived its JVM may still be writing there; it ends within seconds. */
  private static void sweep(Path leftover) {
    Waiting.until(
        SWEEP_LIMIT,
        () -> {
          try {
            Directories.delete(leftover);
            return true;
          } catch (IOException e) {
            return false;
          }
        });
  }

  private String writePassword(Path staging) throws IOException {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    Path file = DataFiles.passwordIn(staging);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, password + "\n", StandardCharsets.UTF_8);
    user.own(file);
    return password;
  }

  private void initialise(Path staging) {
    run(
        staging,
        "initdb",
        List.of(
            "--username=" + SUPERUSER,
            "--auth=reject",
            "--encoding=UTF8",
            "--locale=C",
            // Code point order, the same on every machine and after every upgrade of its libraries.
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-sync",
            "--no-instructions"),
        "");
  }

  /** In single-user mode: at no moment does an unfinished server listen anywhere. */
  private void createRoleAndDatabase(Path staging, String password) {
    String rights =
        switch (durability) {
          case FULL -> "login";
          case NONE -> "login createdb";
        };
    String sql =
        "create role %1$s %2$s password '%3$s';\ncreate database %1$s owner %1$s;\n"
            .formatted(ROLE, rights, password);
    // An error must not quote the statement, which holds the password.
    run(staging, "postgres", List.of("--single", "-F", "-c", "log_min_error_statement=panic"), sql);
  }

  private void run(Path staging, String program, List<String> options, String input) {
    List<String> command = new ArrayList<>();
    command.add(binaries.program(program).toString());
    // postgres wants --single as its first option.
    command.addAll(options);
    command.addAll(List.of("-D", DataFiles.dataIn(staging).toString()));
    if (!input.isEmpty()) {
      command.add(SUPERUSER);
    }
    Command.Result result = Command.run(staging, user.wrap(command), input);
    // Single-user mode reports a failed statement without failing itself.
    if (!result.succeeded() || result.output().contains("ERROR:")) {
      throw new LocalPostgresException(
          "Cannot create the database in %s: %s, run as %s, ended with %d:%n%s"
              .formatted(files.root(), program, user, result.exitCode(), result.output()));
    }
  }

  private void refuseAnotherMajorVersion() throws IOException {
    Path versionFile = files.data().resolve("PG_VERSION");
    if (!Files.exists(versionFile)) {
      throw new LocalPostgresException(
          "%s is not a PostgreSQL data directory (it has no PG_VERSION). Put back a copy of it, or move %s away to begin with an empty database."
              .formatted(files.data(), files.cluster()));
    }
    String found = Files.readString(versionFile).strip();
    if (!found.equals(Integer.toString(binaries.majorVersion()))) {
      throw new LocalPostgresException(
          """
          The database in %1$s was written by PostgreSQL %2$s, and this Snowguard brings PostgreSQL \
          %3$s, which cannot read it. Nothing was changed. Start with the Snowguard that wrote it; to move \
          the data, dump them while that one runs, with the pg_dump of a PostgreSQL %2$s or newer.\
          """
              .formatted(files.root(), found, binaries.majorVersion()));
    }
  }
}
