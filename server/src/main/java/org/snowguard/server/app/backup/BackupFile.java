package org.snowguard.server.app.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * A file that is there whole or not at all: written beside its place, forced to the disk, then
 * renamed. Only its owner can read it.
 */
public final class BackupFile {

  private static final String PARTIAL = ".partial";
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private BackupFile() {}

  /** Writes the content. */
  public interface Content<T> {
    T writeTo(OutputStream out) throws IOException;
  }

  /** Takes the place of a file of this name. */
  public static <T> T write(Path file, Content<T> content) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory) || Files.isDirectory(file)) {
      throw new BackupException(
          "While writing %s: it is no file in a directory that is there. Create the directory first."
              .formatted(file));
    }
    try {
      removeLeftovers(directory, file);
    } catch (IOException e) {
      throw failed(file, e);
    }
    return write(directory, file, content);
  }

  private static <T> T write(Path directory, Path file, Content<T> content) throws IOException {
    // A name of its own: another backup to this file may be running.
    Path partial = Files.createTempFile(directory, file.getFileName() + ".", PARTIAL, OWNER_ONLY);
    try {
      T result = writePartial(partial, content);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
      force(directory);
      return result;
    } catch (IOException e) {
      throw failed(file, e);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static BackupException failed(Path file, IOException e) {
    return new BackupException(
        "While writing %s: %s. Look for free space and permissions; what was there before is untouched."
            .formatted(file, e),
        e);
  }

  /** What a killed backup left is of no use to anybody, and as large as a backup. */
  private static void removeLeftovers(Path directory, Path file) throws IOException {
    String begin = file.getFileName() + ".";
    try (Stream<Path> files = Files.list(directory)) {
      for (Path one : files.toList()) {
        String name = one.getFileName().toString();
        if (name.startsWith(begin) && name.endsWith(PARTIAL) && isAbandoned(one)) {
          Files.deleteIfExists(one);
        }
      }
    }
  }

  /** An empty one may be so new that it is not locked yet. */
  private static boolean isAbandoned(Path partial) {
    try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE);
        FileLock lock = channel.size() == 0 ? null : channel.tryLock()) {
      return lock != null;
    } catch (IOException | OverlappingFileLockException e) {
      // It is gone meanwhile, is not ours, or is being written by this process.
      return false;
    }
  }

  private static <T> T writePartial(Path partial, Content<T> content) throws IOException {
    // The lock says that somebody still writes here; it ends with the process.
    try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      T result = content.writeTo(Channels.newOutputStream(channel));
      channel.force(true);
      return result;
    }
  }

  /** Makes the new name last. */
  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
