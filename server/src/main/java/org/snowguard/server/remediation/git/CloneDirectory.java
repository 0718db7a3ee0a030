package org.snowguard.server.remediation.git;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Where a clone lies. One process at a time uses it; what one that was killed left there is in
 * nobody's use then, and goes.
 */
final class CloneDirectory {

  private static final Duration LONG = Duration.ofMinutes(20);

  private final Path directory;
  private final Git git;

  CloneDirectory(Path directory, Git git) {
    this.directory = directory;
    this.git = git;
  }

  /** Nobody else uses it until what is given is closed. */
  Closeable hold() throws IOException {
    Files.createDirectories(directory);
    // Beside it, for it may be deleted meanwhile.
    Path file = directory.resolveSibling(directory.getFileName() + ".in-use");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      channel.close();
      throw GitFailure.of(
          "another process uses %s: let each server have its own snowguard.nixpkgs.clone-directory"
              .formatted(directory));
    }
    removeLeftovers();
    return channel;
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  /** A git that was killed leaves its locks, at which every later one stops, and half a pack. */
  private void removeLeftovers() throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = file.getFileName().toString();
            if (name.endsWith(".lock") || name.startsWith("tmp_")) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            // A git that outlived its server may still end and take its files away.
            return FileVisitResult.CONTINUE;
          }
        });
  }

  int packs() throws IOException {
    Path packs = directory.resolve("objects/pack");
    if (!Files.isDirectory(packs)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(packs)) {
      return (int) files.filter(file -> file.toString().endsWith(".pack")).count();
    }
  }

  /**
   * After a failure: deletes the clone if it is at fault itself, so that the next fetch begins
   * anew. A repository that does not answer is no such reason.
   */
  void deleteIfBroken() throws IOException, InterruptedException {
    Files.deleteIfExists(directory.resolve("objects/info/commit-graph"));
    try {
      git.run(LONG, "rev-list", "--count", "--all");
    } catch (GitFailure e) {
      if (e.status() > 0) {
        delete();
      }
    }
  }

  void delete() throws IOException {
    FileSystemUtils.deleteRecursively(directory);
  }
}
