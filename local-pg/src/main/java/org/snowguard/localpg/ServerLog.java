package org.snowguard.localpg;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The file that the server writes its log to, and the place in it where the last start began. */
final class ServerLog {
  private static final long KEPT_BYTES = 8L << 20;
  private static final int LINES_SHOWN = 20;

  private final Path file;
  private long beginning;

  ServerLog(Path file) {
    this.file = file;
  }

  /** Sets a mark before a start; puts a log that has grown long aside first. */
  void beginStart() throws IOException {
    if (Files.exists(file) && Files.size(file) > KEPT_BYTES) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".old"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    beginning = Files.size(file);
  }

  /** What the server has said since the mark, its last lines. */
  String sinceStart() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(Math.min(beginning, channel.size()));
      byte[] bytes = Channels.newInputStream(channel).readAllBytes();
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }
  }

  Path file() {
    return file;
  }
}
