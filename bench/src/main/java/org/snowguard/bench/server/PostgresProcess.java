package org.snowguard.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The embedded PostgreSQL of a server. */
public final class PostgresProcess {

  private static final Duration TO_START = Duration.ofSeconds(30);

  private PostgresProcess() {}

  /**
   * As {@code kill -9}, as soon as it runs. A kill that meets nothing would prove nothing.
   *
   * @param directory where the server keeps its PostgreSQL
   * @throws IOException if none runs there, or it could not be killed
   */
  public static void kill(Path directory) throws IOException, InterruptedException {
    Path file = directory.resolve("cluster/data/postmaster.pid");
    long deadline = System.nanoTime() + TO_START.toNanos();
    Optional<ProcessHandle> running = running(file);
    while (running.isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
      running = running(file);
    }
    ProcessHandle postgres =
        running.orElseThrow(
            () ->
                new IOException(
                    "killing PostgreSQL: within %s none ran by %s".formatted(TO_START, file)));
    if (!postgres.destroyForcibly()) {
      throw new IOException("killing PostgreSQL: process " + postgres.pid() + " goes on");
    }
  }

  /** A file that a killed one left names a process that is gone, or another program by now. */
  private static Optional<ProcessHandle> running(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    return lines.stream()
        .findFirst()
        .map(String::strip)
        .filter(pid -> pid.matches("\\d+"))
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
        .filter(one -> one.info().command().orElse("").endsWith("postgres"));
  }
}
