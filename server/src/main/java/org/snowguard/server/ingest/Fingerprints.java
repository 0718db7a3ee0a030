package org.snowguard.server.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells whether an input is the one that was read before: SHA-256 over a file's bytes, or over the
 * names, sizes and times of a directory's files, whose contents would take as long to hash as to
 * read.
 */
public final class Fingerprints {

  private Fingerprints() {}

  /** The fingerprint of a path, in hexadecimal. */
  public static String of(Path input) throws IOException {
    MessageDigest digest = sha256();
    if (Files.isDirectory(input)) {
      for (Path file : filesOf(input)) {
        String line =
            input.relativize(file)
                + "\0"
                + Files.size(file)
                + "\0"
                + Files.getLastModifiedTime(file)
                + "\n";
        digest.update(line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    } else {
      byte[] buffer = new byte[1 << 16];
      try (InputStream in = Files.newInputStream(input)) {
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
          digest.update(buffer, 0, length);
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<Path> filesOf(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The digest of the platform; every Java has it. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
    }
  }
}
