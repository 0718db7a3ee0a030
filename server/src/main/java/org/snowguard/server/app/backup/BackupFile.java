package org.snowguard.server.app.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that is there whole or not at all: written beside its place, forced to the disk, then
 * renamed. Only its owner can read it.
 */
public final class BackupFile {

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
    Path partial = directory.resolve(file.getFileName() + ".partial");
    // What a killed backup left is of no use to anybody.
    Files.deleteIfExists(partial);
    try {
      T result = writePartial(partial, content);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
      force(directory);
      return result;
    } catch (IOException e) {
      throw new BackupException(
          "While writing %s: %s. Look for free space and permissions; what was there before is untouched."
              .formatted(file, e),
          e);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static <T> T writePartial(Path partial, Content<T> content) throws IOException {
    FileAttribute<?> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (FileChannel channel =
        FileChannel.open(
            partial, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
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
