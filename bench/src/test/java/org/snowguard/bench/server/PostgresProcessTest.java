package org.snowguard.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowguard.localpg.LocalPostgres;
import org.snowguard.localpg.LocalPostgresConfig;

class PostgresProcessTest {

  @TempDir Path directory;

  @Test
  void killMeetsTheRunningPostgres() throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    LocalPostgresConfig config = LocalPostgresConfig.at(directory.resolve("postgres"));
    try (LocalPostgres postgres = LocalPostgres.start(config)) {
      Path file = postgres.dataDirectory().resolve("cluster/data/postmaster.pid");
      ProcessHandle process =
          ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
              .orElseThrow();
      PostgresProcess.kill(postgres.dataDirectory());
      process.onExit().get(20, TimeUnit.SECONDS);
      assertThat(process.isAlive()).isFalse();
    }
  }
}
