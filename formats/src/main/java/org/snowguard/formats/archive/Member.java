package org.snowguard.formats.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One member of a {@link Container}, not yet read.
 *
 * @param onDisk the file itself, where the container is a directory
 * @param bytesOnDisk how much of the file on disk it takes, where its container does not count that
 * @param checksum CRC-32 of the content, or {@link #NO_CHECKSUM}
 * @param refusal why it has no content to read, or null
 */
record Member(
    String path,
    @Nullable Path onDisk,
    long bytesOnDisk,
    long checksum,
    @Nullable String refusal,
    Content content) {

  static final long NO_CHECKSUM = -1;

  /** Opens the content, at most once. */
  @FunctionalInterface
  interface Content {
    InputStream open() throws IOException;
  }

  static Member of(String path, Content content) {
    return new Member(path, null, 0, NO_CHECKSUM, null, content);
  }

  static Member onDisk(String path, Path file, Content content) {
    return new Member(path, file, 0, NO_CHECKSUM, null, content);
  }

  static Member refused(String path, @Nullable Path onDisk, String refusal) {
    return new Member(path, onDisk, 0, NO_CHECKSUM, refusal, InputStream::nullInputStream);
  }
}
