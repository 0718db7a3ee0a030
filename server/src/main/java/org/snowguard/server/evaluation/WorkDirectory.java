package org.snowguard.server.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.source.FetchedFiles;

/** Where one evaluation lies while it runs; closing it removes everything. */
final class WorkDirectory implements AutoCloseable {

  /** After that it belongs to nobody. */
  private static final Duration LEFT = Duration.ofDays(1);

  private static final String PREFIX = "snowguard-evaluation-";

  private final Path directory;

  private WorkDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * @param parent null for the system's own place for temporary files
   */
  static WorkDirectory in(@Nullable Path parent) throws IOException {
    return new WorkDirectory(
        parent == null
            ? Files.createTempDirectory(PREFIX)
            : Files.createTempDirectory(Files.createDirectories(parent), PREFIX));
  }

  /** Removes what nodes left that were killed: nothing works on one revision for so long. */
  static void removeLeftovers(Instant now, @Nullable Path parent) {
    Path place = parent == null ? Path.of(System.getProperty("java.io.tmpdir")) : parent;
    if (Files.isDirectory(place)) {
      FetchedFiles.removeOlderThan(LEFT, now, place, PREFIX);
    }
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  Path make(String name) throws IOException {
    return Files.createDirectory(path(name));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
