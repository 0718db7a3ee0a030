package org.snowguard.server.app.backup;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads an archive from its beginning to its end, and says in words where it is not whole. */
final class ArchiveReader implements AutoCloseable {

  /** Far more than a head or the sums take; an archive that says more is not one of ours. */
  private static final int LONGEST_JSON = 16 << 20;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ZstdInputStream zstd;
  private final TarArchiveInputStream tar;
  private @Nullable TarArchiveEntry current;

  ArchiveReader(InputStream in) throws IOException {
    zstd = new ZstdInputStream(in);
    tar = new TarArchiveInputStream(zstd);
  }

  /** The first entry. */
  Head head() throws IOException {
    try {
      next();
    } catch (IOException e) {
      throw new BackupException(
          "While reading the backup: it is no archive of snowguard backup (%s). Check which file it is."
              .formatted(e.getMessage()),
          e);
    }
    byte[] content = content(Head.ENTRY);
    requireFormat(json(content, JsonNode.class).path("format").asInt(0));
    return json(content, Head.class);
  }

  private static void requireFormat(int format) {
    if (format > Head.FORMAT) {
      throw new BackupException(
          "While reading the backup: it has form %d, and this program reads forms up to %d."
                  .formatted(format, Head.FORMAT)
              + " It was written by a newer Snowguard: restore it with that release.");
    }
  }

  /** The last entry. */
  Sums sums() throws IOException {
    Sums sums = json(content(Sums.ENTRY), Sums.class);
    next();
    if (current != null) {
      throw unexpected();
    }
    // The checksum over everything comes last.
    zstd.transferTo(OutputStream.nullOutputStream());
    return sums;
  }

  boolean goesOnWith(String entry) {
    return current != null && current.getName().equals(entry);
  }

  /** Goes to the next entry. */
  void next() throws IOException {
    current = tar.getNextEntry();
  }

  int read(byte[] bytes, int offset, int length) throws IOException {
    return tar.read(bytes, offset, length);
  }

  private byte[] content(String entry) throws IOException {
    if (!goesOnWith(entry)) {
      throw unexpected();
    }
    return tar.readNBytes(LONGEST_JSON);
  }

  private static <T> T json(byte[] content, Class<T> type) {
    try {
      return JSON.readValue(content, type);
    } catch (JacksonException e) {
      throw new BackupException(
          "While reading the backup: its description is damaged (%s). Use another backup."
              .formatted(e.getOriginalMessage()),
          e);
    }
  }

  private BackupException unexpected() {
    return new BackupException(
        "While reading the backup: there is %s where something else has to be. It is damaged or was changed: use another backup."
            .formatted(current == null ? "its end" : "an entry \"" + current.getName() + "\""));
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
