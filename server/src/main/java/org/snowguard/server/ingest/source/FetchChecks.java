package org.snowguard.server.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.snowguard.server.ingest.Fingerprints;

/** Whether an answer is what it should be, told before anybody reads it. */
final class FetchChecks {

  /** An answer so many times as long as the last one is refused. */
  static final long MOST_GROWTH = 100;

  private static final int HEAD = 512;

  private FetchChecks() {}

  /** The most bytes that an answer may have. */
  static long limit(Wanted wanted) {
    long last = wanted.known().bytes();
    long limit = last == 0 ? wanted.limit() : Math.min(wanted.limit(), last * MOST_GROWTH);
    return wanted.bytes() == null ? limit : Math.min(limit, wanted.bytes());
  }

  static void check(Wanted wanted, Path file, String contentType) throws IOException {
    long size = Files.size(file);
    if (size == 0) {
      throw refused(wanted, "an empty answer");
    }
    if (contentType.toLowerCase(Locale.ROOT).startsWith("text/html")) {
      throw refused(wanted, "a page for people (HTML)");
    }
    if (!hasForm(wanted.form(), head(file))) {
      throw refused(wanted, "something that is not " + wanted.form());
    }
    Long length = wanted.bytes();
    if (length != null && length != size) {
      throw refused(wanted, "%,d bytes where %,d were announced".formatted(size, length));
    }
    String sha256 = wanted.sha256();
    if (sha256 != null && !sha256.equalsIgnoreCase(Fingerprints.of(file))) {
      throw refused(wanted, "bytes that do not amount to their announced SHA-256");
    }
  }

  private static FetchFailure refused(Wanted wanted, String what) {
    return FetchFailure.of(wanted.uri(), "it gave %s; nothing of it was taken".formatted(what));
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD);
    }
  }

  private static boolean hasForm(Wanted.Form form, byte[] head) {
    return switch (form) {
      case JSON -> first(head) == '{' || first(head) == '[';
      case GZIP -> head.length > 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
      case XZ -> head.length > 5 && (head[0] & 0xff) == 0xfd && head[1] == '7' && head[2] == 'z';
      case ZIP -> head.length > 4 && head[0] == 'P' && head[1] == 'K';
      case TEXT -> first(head) != '<';
      case ANY -> true;
    };
  }

  /** The first byte that is neither white space nor part of a byte order mark. */
  private static int first(byte[] head) {
    for (byte one : head) {
      boolean isMark = (one & 0xff) == 0xef || (one & 0xff) == 0xbb || (one & 0xff) == 0xbf;
      if (one > ' ' || (!isMark && one < 0)) {
        return one;
      }
    }
    return -1;
  }
}
