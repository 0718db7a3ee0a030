package org.snowguard.formats.archive;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One entry with its whole content. The content lies in a buffer that the next entry overwrites:
 * whoever keeps it takes a copy with {@link #bytes}.
 */
public final class InputEntry {

  private final Path file;
  private final String path;
  private final byte[] buffer;
  private final int length;

  InputEntry(Path file, String path, byte[] buffer, int length) {
    this.file = file;
    this.path = path;
    this.buffer = buffer;
    this.length = length;
  }

  /** The file on disk that it was read from. */
  public Path file() {
    return file;
  }

  /** Path within {@link #file}, {@code !} between archives; empty when it is the file itself. */
  public String path() {
    return path;
  }

  /** How the entry is named in reports: {@code archive.tar.xz!cves/CVE-2024-0001.json}. */
  public String name() {
    return path.isEmpty() ? file.toString() : file + "!" + path;
  }

  /** Shared with later entries; the content is its first {@link #length} bytes. */
  public byte[] buffer() {
    return buffer;
  }

  public int length() {
    return length;
  }

  /** The content as a stream; valid until the next entry is read. */
  public InputStream stream() {
    return new ByteArrayInputStream(buffer, 0, length);
  }

  /** A copy of the content that stays. */
  public byte[] bytes() {
    return Arrays.copyOf(buffer, length);
  }
}
