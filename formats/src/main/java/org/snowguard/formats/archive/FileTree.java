package org.snowguard.formats.archive;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files below a directory, sorted by name; or the one file that was given. */
final class FileTree implements Container {

  private final Path root;
  private final Meter meter;
  private final Deque<Iterator<Path>> open = new ArrayDeque<>();
  private @Nullable Path given;
  private boolean directory;

  FileTree(Path root, Meter meter) {
    this.root = root;
    this.meter = meter;
    this.given = root;
  }

  @Override
  public @Nullable Member next() throws IOException {
    Path path = given;
    if (path != null) {
      given = null;
      // What was given by name may be a link, or a pipe.
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isDirectory()) {
        meter.expect(attributes.size());
        return file(path, String.valueOf(path.getFileName()), attributes.size());
      }
      directory = true;
      if (meter.isWatched()) {
        meter.expect(bytesBelow(path));
      }
      open.push(list(path));
    }
    return nextBelow();
  }

  private @Nullable Member nextBelow() throws IOException {
    while (!open.isEmpty()) {
      if (!open.element().hasNext()) {
        open.pop();
        continue;
      }
      Path path = open.element().next();
      meter.entry();
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      String name = root.relativize(path).toString();
      if (attributes.isDirectory()) {
        open.push(list(path));
      } else if (attributes.isRegularFile()) {
        return file(path, name, attributes.size());
      } else {
        return Member.refused(name, path, "a link or device; only plain files are read");
      }
    }
    return null;
  }

  private Member file(Path path, String name, long size) {
    meter.beginFile(size);
    return Member.onDisk(
        name, path, () -> new MeteredInputStream(Files.newInputStream(path), meter::read));
  }

  private static Iterator<Path> list(Path directory) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (!isHidden(entry)) {
          paths.add(entry);
        }
      }
    }
    Collections.sort(paths);
    return paths.iterator();
  }

  private static boolean isHidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }

  private static long bytesBelow(Path directory) throws IOException {
    long[] sum = {0};
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return isHidden(path) && !path.equals(directory)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            sum[0] += attributes.isRegularFile() && !isHidden(path) ? attributes.size() : 0;
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
    return sum[0];
  }

  /** Whether the path that was given is a file, which is read whatever its name. */
  boolean isOneFile() {
    return !directory;
  }

  @Override
  public boolean survivesDamage() {
    return true;
  }

  @Override
  public void close() {}
}
