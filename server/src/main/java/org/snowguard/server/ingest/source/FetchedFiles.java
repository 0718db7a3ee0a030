package org.snowguard.server.ingest.source;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where files that were fetched lie until they are read. */
public final class FetchedFiles {

  private static final Logger log = LoggerFactory.getLogger(FetchedFiles.class);
  private static final String PREFIX = "snowguard-fetch-";

  private FetchedFiles() {}

  static Path file() throws IOException {
    return Files.createTempFile(PREFIX, ".tmp");
  }

  /** For a file that has to have a name of its own. */
  public static Path directory() throws IOException {
    return Files.createTempDirectory(PREFIX);
  }

  /** Removes what nodes left that were killed, as below. */
  public static void removeOlderThan(Duration age, Instant now, Path place) {
    removeOlderThan(age, now, place, PREFIX);
  }

  /**
   * Removes what nodes left that were killed. What cannot be removed stays: it may be somebody
   * else's.
   *
   * @param age longer than anybody works on it, as nodes may share the place
   * @param prefix of the names of what is ours there
   */
  public static void removeOlderThan(Duration age, Instant now, Path place, String prefix) {
    try (Stream<Path> all = Files.list(place)) {
      List<Path> ours =
          all.filter(path -> String.valueOf(path.getFileName()).startsWith(prefix)).toList();
      for (Path left : ours) {
        removeOlderThan(now.minus(age), left);
      }
    } catch (IOException e) {
      log.warn("Could not look for what was left in {}: {}", place, e.toString());
    }
  }

  private static void removeOlderThan(Instant limit, Path left) {
    try {
      if (Files.getLastModifiedTime(left).toInstant().isBefore(limit)) {
        Files.walkFileTree(left, new Removal());
      }
    } catch (IOException e) {
      log.warn("Could not remove {}, which was left by something cut off: {}", left, e.toString());
    }
  }

  /** Follows no links. */
  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
